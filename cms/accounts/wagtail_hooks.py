"""Where people meet Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.db.models.deletion import Collector, ProtectedError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from cms.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse


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
