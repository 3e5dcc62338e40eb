"""The register of units, people and contributors in Wagtail's admin."""

from django.templatetags.static import static
from django.urls import URLResolver, include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.units import phone_screens as phone_screens
from cms.units.amending import log_actions as amending_log_actions  # noqa: F401
from cms.units.imported_publications import log_actions as import_log_actions  # noqa: F401
from cms.units.people import log_actions as log_actions
from cms.units.people_screens import hooks as people_hooks  # noqa: F401
from cms.units.successions.log_actions import register_successions
from cms.units.viewsets.contributors import ContributorViewSet
from cms.units.viewsets.memberships import MembershipViewSet
from cms.units.viewsets.units import UnitKindViewSet, UnitViewSet


class RegisterGroup(SnippetViewSetGroup):
    menu_label = _("Units and people")
    menu_icon = "group"
    menu_order = 300
    items = (UnitViewSet, MembershipViewSet, ContributorViewSet, UnitKindViewSet)


register_snippet(RegisterGroup)
hooks.register("register_log_actions", register_successions)


@hooks.register("register_admin_urls")
def register_own_screens() -> list[URLResolver]:
    return [path("so-don-vi/", include("cms.units.admin_urls"))]


@hooks.register("insert_global_admin_css")
def register_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("units/register.css"))
