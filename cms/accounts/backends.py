"""Who may try to sign in, and who is let in by a password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axes.backends import AxesStandaloneBackend
from django.contrib.auth.backends import ModelBackend

from cms.accounts.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest


class ThrottleBackend(AxesStandaloneBackend):
    """Refuses to look at a password while too many were wrong; see `throttling`."""


class IdentifierBackend(ModelBackend):
    """A password with a short name, a telephone number or an e-mail address.

    A name that nobody has costs the same work as a wrong password: one query, one hash.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if username is None or password is None:
            return None
        user = User.objects.by_identifier(username)
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None
