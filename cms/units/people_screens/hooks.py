"""Where the screens of people meet Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from cms.units.models import Membership
from cms.units.people_screens import approvers_panel as approvers_panel
from cms.units.roles import is_administrator

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_BULK_ACTIONS = (AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction)


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Roles in units are read in lists; they change by acts only, for superusers too."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return "view" in actions and super().user_has_permission(user, "view")


register_permission_policy(Membership, ReadOnlyPolicy(Membership))


@hooks.register("before_bulk_action")
def no_bulk_actions_on_people(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Wagtail's actions on many users at once give groups, close logins and delete, past every rule of ours."""
    if isinstance(action, _BULK_ACTIONS):
        raise PermissionDenied
    return None


class AdministratorsItem(MenuItem):
    """A menu entry for administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)


@hooks.register("register_admin_menu_item")
def substitutes_item() -> MenuItem:
    return AdministratorsItem(_("Substitutes"), reverse("units:substitutes"), icon_name="group", order=320)
