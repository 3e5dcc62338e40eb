"""What a person may not know of answers 404, whichever screen is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.units.middleware import ADMIN_URL_PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable

_PAGE_ARGUMENTS = {"pk", "page_id", "page_to_move_id", "parent_page_id", "destination_id", "object_id"}
_OTHER_MODELS = ("wagtailimages", "wagtaildocs", "wagtailsnippets", "wagtailusers", "wagtailsites")


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
        if request.user.is_superuser or match.namespace.startswith(_OTHER_MODELS):
            return
        named = {value for name, value in kwargs.items() if name in _PAGE_ARGUMENTS} | set(request.GET.getlist("id"))
        ids = {int(value) for value in named if str(value).isdigit()}
        policy = policy_registry.get_by_type(Page)
        if ids and policy.items_unknown_to(request.user).filter(pk__in=ids).exists():
            raise Http404
