"""What a person may not know of answers 404, whichever screen is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.units.middleware import ADMIN_URL_PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable

# The addresses that name pages, with the names of the arguments.
_PAGE_ARGUMENTS = {"pk", "page_id", "page_to_move_id", "parent_page_id", "destination_id", "object_id"}
_PAGE_SCREENS = ("wagtailadmin_pages:", "wagtailadmin_api:pages:", "wagtailadmin_explore", "wagtailadmin_choose_page")
_EDITING_SESSIONS = "wagtailadmin_editing_sessions:ping"
_BULK_ACTION = "wagtail_bulk_action"
_CHOSEN = "wagtailadmin_choose_page_chosen_multiple"


class UnknownItemsMiddleware:
    """Answers 404 where an address of the admin names an item that the person may not know of.

    The permission policy would refuse anyway; a refusal says that the item exists.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]) -> None:
        match = request.resolver_match
        if match is None or not request.path_info.startswith(ADMIN_URL_PREFIX) or not request.user.is_authenticated:
            return
        if request.user.is_superuser:
            return
        ids = {int(value) for value in self._named(request, match.view_name, kwargs) if str(value).isdigit()}
        policy = policy_registry.get_by_type(Page)
        known = policy.without_unknown(request.user, Page.objects.filter(pk__in=ids))
        if ids and known.count() < len(ids):
            # A number that is no page's is answered alike, before anything else is looked at.
            raise Http404

    @staticmethod
    def _named(request: HttpRequest, view_name: str, kwargs: dict[str, Any]) -> set[Any]:
        """The numbers of pages that an address names."""
        if view_name == _CHOSEN:
            return set(request.GET.getlist("id"))
        if view_name == _BULK_ACTION:
            return set(request.GET.getlist("id")) if kwargs.get("model_name") == "page" else set()
        if view_name == _EDITING_SESSIONS:
            return {kwargs.get("object_id")} if kwargs.get("model_name") in {"page", "newspage"} else set()
        if not view_name.startswith(_PAGE_SCREENS):
            return set()
        return {value for name, value in kwargs.items() if name in _PAGE_ARGUMENTS}
