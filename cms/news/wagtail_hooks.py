"""Where the news desk meets Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.audit.lines import tell_names_of
from cms.news import log_actions as log_actions
from cms.news.home_panels import panels_for
from cms.news.links import LivePageLinkElementHandler, LivePageLinkHandler
from cms.news.models import Genre, NewsPage
from cms.news.page_views import TO_ITEM, DeskPageViewSet, NewsPageViewSet
from cms.news.views.record import may_read_record
from cms.units.models import Role
from cms.units.permissions import is_board, is_confined, units_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.admin.viewsets.pages import PageViewSet
    from wagtail.query import PageQuerySet
    from wagtail.rich_text.feature_registry import FeatureRegistry

    from cms.accounts.requests import SignedInRequest

# What people of units find in the menu; the rest of Wagtail is not theirs.
UNIT_MENU = {"write", "mine", "waiting", "account"}


@hooks.register("register_admin_urls")
def desk_urls() -> list:
    return [path("tin/", include("cms.news.admin_urls"))]


@hooks.register("register_admin_viewset")
def page_viewsets() -> list[PageViewSet]:
    return [NewsPageViewSet(), DeskPageViewSet()]


class GenreViewSet(SnippetViewSet):
    model = Genre
    icon = "tag"
    menu_label = _("Genres")
    list_display = ["name", "code", "offered_as", "min_words", "min_photos", "needs_video"]
    search_fields = ["name"]


register_snippet(GenreViewSet)
tell_names_of(Genre)


class DeskMenuItem(MenuItem):
    """An entry for those whose work it is."""

    def __init__(self, *args: Any, for_whom: Any, **kwargs: Any) -> None:
        self.for_whom = for_whom
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return self.for_whom(request.user)


def _has_role(role: Role | None) -> Any:
    return lambda user: units_of(user, role).exists()


def _entry(label: Any, url_name: str, icon: str, order: int, for_whom: Any) -> None:
    name = url_name.partition(":")[2]

    @hooks.register("register_admin_menu_item")
    def register() -> DeskMenuItem:
        return DeskMenuItem(label, reverse(url_name), name=name, icon_name=icon, order=order, for_whom=for_whom)


_entry(_("Write news"), "news:write", "edit", 1, _has_role(Role.WRITER))
_entry(_("For the editorial board"), "news:board", "clipboard-list", 2, is_board)
_entry(_("Enter for a unit"), "news:on_behalf", "doc-full", 2, is_board)
_entry(_("Post from another source"), "news:repost", "link", 2, is_board)
_entry(_("Publication record"), "news:record", "list-ol", 5, may_read_record)
_entry(_("Waiting for me"), "news:waiting", "check", 3, _has_role(Role.APPROVER))
_entry(_("My items"), "news:mine", "list-ul", 4, _has_role(None))


@hooks.register("construct_main_menu")
def keep_menu_small(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    if is_confined(request.user):
        menu_items[:] = [item for item in menu_items if item.name in UNIT_MENU]
    elif not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "reports"]


@hooks.register("construct_homepage_panels")
def desk_home(request: SignedInRequest, panels: list) -> None:
    panels[:] = panels_for(request.user)


@hooks.register("construct_page_chooser_queryset")
def choose_known_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Wagtail's page chooser shows everybody's drafts; ours what the person may know of, to units what readers see."""
    if is_confined(request.user):
        return pages.live()
    return policy_registry.get_by_type(Page).without_unknown(request.user, pages)


@hooks.register("register_rich_text_features", order=100)
def link_to_live_pages_only(features: FeatureRegistry) -> None:
    features.register_link_type(LivePageLinkHandler)
    rule = features.converter_rules_by_converter["contentstate"]["link"]
    opened = rule["from_database_format"] | {'a[linktype="page"]': LivePageLinkElementHandler("LINK")}
    features.register_converter_rule("contentstate", "link", rule | {"from_database_format": opened})


class ToItemMenuItem(ActionMenuItem):
    """Keep the text and go on to the item's screen, where it is sent or decided."""

    order = 5
    name = TO_ITEM
    icon_name = "view"

    @property
    def label(self) -> Any:
        return _("Save, look and go on")

    def is_shown(self, context: dict[str, Any]) -> bool:
        return not context.get("locked_for_user")


@hooks.register("construct_page_action_menu")
def keep_text_only(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """For items: nothing but keeping the text, and the way to the item's own screen."""
    page = context.get("page")
    creates_item = context["view"] == "create" and getattr(context["parent_page"].specific, "unit_id", None)
    if not isinstance(page, NewsPage) and not creates_item:
        return
    kept = [item for item in menu_items if item.name in {"action-save-draft", "action-page-locked"}]
    entry = ToItemMenuItem()
    locked = context.get("locked_for_user")
    menu_items[:] = kept if locked else [entry, *kept]


@hooks.register("insert_global_admin_css")
def desk_css() -> str:
    sheets = ((static(sheet),) for sheet in ("desk/desk.css", "news/desk.css"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)
