"""The register of units, people and contributors in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.units.viewsets.contributors import ContributorViewSet
from cms.units.viewsets.memberships import MembershipViewSet
from cms.units.viewsets.units import UnitKindViewSet, UnitViewSet


class RegisterGroup(SnippetViewSetGroup):
    menu_label = _("Units and people")
    menu_icon = "group"
    menu_order = 300
    items = (UnitViewSet, MembershipViewSet, ContributorViewSet, UnitKindViewSet)


register_snippet(RegisterGroup)
