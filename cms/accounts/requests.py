"""Requests of people who have signed in."""

from django.http import HttpRequest

from cms.accounts.models import SignIn, User


class SignedInRequest(HttpRequest):
    """A request behind the sign-in: its user is a person, never anonymous."""

    user: User
    sign_in: SignIn
