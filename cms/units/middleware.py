"""People of units meet only the screens made for them; the rest of the admin answers 404 to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse

from cms.units.permissions import is_confined

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.urls import ResolverMatch

    from cms.accounts.models import User

# The screens that a person of a unit works with besides the open namespaces; everything unnamed is closed, so that a
# new Wagtail opens nothing by itself. Wagtail's form answers to old tabs and bookmarks: opened, it leads to our own.
OPEN_TO_UNITS = {
    "wagtailadmin_home",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_account",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:revisions_revert",
    "units_read_phone",
    "units:my_leave",
    "units:end_leave",
}
OPEN_NAMESPACES = {"accounts", "evaluation_results", "guides", "news", "quotas", "uploads", "writing"}
# Reports name the drafts of every unit; they are for the technical administrator alone.
CLOSED_TO_PROVINCE = (
    "wagtailadmin_reports:",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_workflows:",
    # What a group may do is what its members may do.
    "wagtailusers_groups:",
)
# Wagtail lets everybody who enters the admin choose any snippet, people and their roles among them.
_SNIPPET_CHOOSER = re.compile(r"wagtailsnippetchoosers_(?P<app>[a-z]+)_(?P<model>[a-z]+)$")
ADMIN_URL_PREFIX = "/admin/"


class ConfinementMiddleware:
    """Closes the admin's other screens to people who work for units only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        match = request.resolver_match
        if match is None or not request.path_info.startswith(ADMIN_URL_PREFIX):
            return
        if request.user.is_authenticated and not self._is_open(request.user, match):
            raise Http404

    @staticmethod
    def _is_open(user: User, match: ResolverMatch) -> bool:
        if is_confined(user):
            return match.namespace in OPEN_NAMESPACES or match.view_name in OPEN_TO_UNITS
        if user.is_superuser:
            return True
        chooser = _SNIPPET_CHOOSER.match(match.namespace)
        if chooser and not user.has_perm(f"{chooser['app']}.view_{chooser['model']}"):
            return False
        return not match.view_name.startswith(CLOSED_TO_PROVINCE)
