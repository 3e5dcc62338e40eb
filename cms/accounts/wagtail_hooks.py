"""Where people meet Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.db.models.deletion import Collector, ProtectedError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from cms.accounts.models import Ended, Means, Purpose, User
from cms.accounts.second_factor import hooks as second_factor_hooks  # noqa: F401
from cms.audit.words import name_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse
    from wagtail.log_actions import LogActionRegistry


LOG_ACTIONS = {
    "accounts.sign_in": (gettext_lazy("Signed in"), gettext_lazy("signed in")),
    "accounts.sign_in_failed": (gettext_lazy("Sign-in failed"), gettext_lazy("a sign-in with this name failed")),
    "accounts.end_sessions": (gettext_lazy("Signed out everywhere"), gettext_lazy("was signed out everywhere")),
    "accounts.sign_out_device": (gettext_lazy("Device signed out"), gettext_lazy("signed out a device")),
    "accounts.issue_link": (gettext_lazy("One-time link issued"), gettext_lazy("was issued a one-time link")),
    "accounts.use_link": (gettext_lazy("One-time link used"), gettext_lazy("signed in by a one-time link")),
    "accounts.change_password": (gettext_lazy("Password changed"), gettext_lazy("got a new password")),
    "accounts.change_contact": (gettext_lazy("Phone or e-mail changed"), gettext_lazy("got a new phone or e-mail")),
}


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    for key, choices in (("purpose", Purpose), ("means", Means), ("reason", Ended)):
        name_values(key, choices)
    for name, (label, message) in LOG_ACTIONS.items():
        actions.register_action(name, label, message)


@hooks.register("register_admin_menu_item")
def account_menu_item() -> MenuItem:
    address = reverse("accounts:account")
    return MenuItem(gettext_lazy("Account"), address, name="account", icon_name="user", order=900)


def leave_traces(people: Iterable[User]) -> bool:
    """Whether something that is kept says what one of ``people`` did."""
    try:
        Collector(using=DEFAULT_DB_ALIAS).collect(list(people))
    except ProtectedError:
        return True
    return False


@hooks.register("before_delete_user")
def keep_who_left_traces(request: HttpRequest, user: User) -> HttpResponse | None:
    if not leave_traces([user]):
        return None
    messages.error(request, _("What this person did is kept, so the person is too: make the login inactive instead."))
    return redirect("wagtailusers_users:edit", user.pk)


@hooks.register("before_bulk_action")
def keep_all_who_left_traces(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    people = [person for person in objects if isinstance(person, User)]
    if action_type != "delete" or not leave_traces(people):
        return None
    messages.error(request, _("What these people did is kept, so they are too: make the logins inactive instead."))
    return redirect("wagtailusers_users:index")


@hooks.register("before_edit_user")
def only_superusers_edit_superusers(request: HttpRequest, user: User) -> None:
    """Who may set a person's password may become that person."""
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied
