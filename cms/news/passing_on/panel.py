"""Passing on: a ready message with link for those with whom an item is now, and whether they have seen it.

Many of them never read e-mail: who sends an item on tells them by Zalo or by telephone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cms.news.access import ItemAccess
from cms.news.messages import item_link
from cms.news.models import State
from cms.news.passing_on.addressees import addressees, is_sender
from cms.news.passing_on.sightings import seen_at
from cms.news.traces import last_reason
from cms.units.phones import ringable

if TYPE_CHECKING:
    import datetime as dt

    from cms.accounts.models import User
    from cms.news.models import NewsPage


@dataclass(frozen=True)
class Recipient:
    """Somebody to tell: ``seen_at`` is when they opened the item at this turn, ``rings`` whether one may call them."""

    user: User
    role: str
    seen_at: dt.datetime | None
    rings: bool


@dataclass(frozen=True)
class PassingOn:
    """Where the item is now, the people to tell, and the message for them with its link."""

    heading: str
    message: str
    people: list[Recipient]


def passing_on(page: NewsPage, user: User) -> PassingOn | None:
    """What a person may pass on about an item now; None for who has not sent it to where it is.

    People of the unit get the address of what stands on the portal, without names.
    """
    access = ItemAccess(user, page)
    # Who returned an item for the board tells its writer, though what the unit writes now is not for them.
    may_tell = access.may_see or (access.is_board and page.state == State.RETURNED)
    if may_tell and is_sender(user, page):
        heading, message = _words(page, user)
        return PassingOn(heading, message, _people(page, user))
    if page.state == State.PUBLISHED and _stands(page) and access.is_of_unit:
        return PassingOn(*_words(page, user), people=[])
    return None


def headline_for(page: NewsPage, user: User) -> str:
    """The headline as far as the person may know it: who returned an item knows the one that they returned."""
    if ItemAccess(user, page).may_see:
        return page.draft_title or page.title
    approval = page.approvals.of_unit().latest_given()
    return approval.content["title"] if approval else ""


def _people(page: NewsPage, user: User) -> list[Recipient]:
    told = [addressee for addressee in addressees(page) if addressee.user.pk != user.pk]
    seen, rings = seen_at(page), ringable(user, {addressee.user.pk for addressee in told})
    return [Recipient(a.user, a.role, seen.get(a.user.pk), a.user.pk in rings) for a in told]


def _stands(page: NewsPage) -> bool:
    release = getattr(page, "release", None)
    return release is not None and release.visible


def _words(page: NewsPage, user: User) -> tuple[str, str]:
    """The heading for the sender, and the message for the others."""
    told = {"headline": headline_for(page, user), "unit": page.unit, "reason": last_reason(page)}
    if page.state == State.PUBLISHED:
        return _published(page, told)
    heading, text = {
        State.AT_UNIT: (
            _("It is with the unit's approvers now"),
            _("Comrade, please look at the item “%(headline)s” of %(unit)s, then approve it or return it for changes:"),
        ),
        "at_confirmation": (
            _("It waits for a second person's confirmation now"),
            _("Comrade, please compare the item “%(headline)s” of %(unit)s with its paper and confirm it:"),
        ),
        State.AT_BOARD: (
            _("It is with the editorial board now"),
            _("%(unit)s has approved the item “%(headline)s” and sent it to the editorial board:"),
        ),
        State.RETURNED: (
            _("It is with its writer again"),
            _("The item “%(headline)s” has been returned for changes. Reason: %(reason)s. See it and mend it here:"),
        ),
        State.SCHEDULED: (
            _("It waits for its time"),
            _("The item “%(headline)s” of %(unit)s will be published at %(time)s:"),
        ),
        State.NOT_USED: (
            _("It is not used"),
            _("The editorial board does not use the item “%(headline)s”. Reason: %(reason)s. See it here:"),
        ),
        State.WITHDRAWN: (
            _("It has been withdrawn"),
            _("The item “%(headline)s” has been withdrawn from the portal. Reason: %(reason)s. See it here:"),
        ),
    }[page.state]
    told |= {"time": _time_of(page), "reason": str(told["reason"]).rstrip(". ")}
    screen = "news:paper" if page.state == State.AT_CONFIRMATION else "news:item"
    return heading, f"{text % told}\n{item_link(page, screen)}"


def _published(page: NewsPage, told: dict[str, object]) -> tuple[str, str]:
    if _stands(page):
        text = _("The item “%(headline)s” of %(unit)s stands on the portal:") % (told | {"headline": page.title})
        return _("It stands on the portal"), f"{text}\n{page.full_url}"
    text = _("The item “%(headline)s” is hidden while something is checked. Reason: %(reason)s. See it here:")
    told |= {"reason": str(told["reason"]).rstrip(". ")}
    return _("It is hidden from readers"), f"{text % told}\n{item_link(page)}"


def _time_of(page: NewsPage) -> str:
    """When a scheduled item will be published, in local time; empty for any other."""
    approval = page.approvals.of_board().latest_given() if page.state == State.SCHEDULED else None
    moment = approval.publish_at if approval else None
    return formats.date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""
