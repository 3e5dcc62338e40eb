"""Whether those whose turn it is have opened the item, told to who sent it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.news.models import Sighting
from cms.news.passing_on.addressees import addressees

if TYPE_CHECKING:
    import datetime as dt

    from cms.accounts.models import User
    from cms.news.models import NewsPage


def note_seen(page: NewsPage, user: User) -> None:
    """Note that a person has opened the item at this turn, once, if the turn is told to them.

    Safe to call on every opening, by two requests at once too.
    """
    if Sighting.objects.filter(page=page, user=user, turn_since=page.state_since).exists():
        return
    if any(addressee.user.pk == user.pk for addressee in addressees(page)):
        Sighting.objects.get_or_create(page=page, user=user, turn_since=page.state_since)


def seen_at(page: NewsPage) -> dict[int, dt.datetime]:
    """By person, when they first opened the item at its present turn."""
    return dict(Sighting.objects.filter(page=page, turn_since=page.state_since).values_list("user", "seen_at"))
