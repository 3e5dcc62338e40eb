"""Browsers of people who have signed in."""

from django.test import Client

from cms.accounts.models import User


def signed_in(user: User) -> Client:
    """A client with the person's session."""
    client = Client()
    client.force_login(user)
    return client
