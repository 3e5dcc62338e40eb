"""What a reminder says: warm, clear, and short enough for a telephone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.quotas.models.reminders import Occasion

if TYPE_CHECKING:
    import datetime as dt

    from cms.quotas.figures import Cell
    from cms.quotas.reminders.finding import Due

DAY = "%d/%m/%Y"


@dataclass(frozen=True)
class Wording:
    """A reminder in words."""

    subject: str
    message: str


def write_link() -> str:
    """Where one begins to write; it shows nothing before signing in."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("news:write")


def standing_link(unit_id: int) -> str:
    """Where a unit's people see its quota; it shows nothing before signing in."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("quotas:unit", args=[unit_id])


def wording_for(due: Due, day: dt.date) -> Wording:
    """The subject, and the message as it goes by mail and is passed on by Zalo, with its links."""
    sentences = _before_the_end(due, day) if due.occasion == Occasion.DUE_SOON else _after_the_end(due)
    links = [
        _("Write news: %(link)s") % {"link": write_link()},
        _("See the unit's quota: %(link)s") % {"link": standing_link(due.unit_id)},
    ]
    return Wording(_subject(due), "\n\n".join([*sentences, *_under_way(due), "\n".join(links)]))


def _subject(due: Due) -> str:
    words = {"period": due.cell.period.label, "unit": due.unit_name}
    if due.occasion == Occasion.DUE_SOON:
        return _("Quota of %(period)s: %(unit)s") % words
    return _("%(period)s is over: %(unit)s") % words


def _before_the_end(due: Due, day: dt.date) -> list[str]:
    left = (due.cell.period.last - day).days
    return [
        _("The editorial board kindly reminds you of the news of %(unit)s.") % {"unit": due.unit_name},
        " ".join([_so_far(due.cell), _still_wanted(due.cell), _days_left(left)]),
        _("A short item about something that the unit has just done, with one photo, is enough."),
    ]


def _after_the_end(due: Due) -> list[str]:
    told = [
        _("The editorial board kindly reminds you of the news of %(unit)s.") % {"unit": due.unit_name},
        _in_the_end(due.cell),
    ]
    if due.next_cell is not None:
        told.append(f"{_so_far(due.next_cell)} {_still_wanted(due.next_cell)}")
    return [*told, _("If something keeps you from writing, please tell the editorial board: we are glad to help.")]


def _in_the_end(cell: Cell) -> str:
    if not cell.published:
        return _("%(period)s is over: nothing was published; the quota was %(owed)s.") % _numbers(cell)
    return _("%(period)s is over: %(published)s of %(owed)s items were published.") % _numbers(cell)


def _so_far(cell: Cell) -> str:
    if not cell.published:
        return _("%(period)s: nothing is published yet; the quota is %(owed)s.") % _numbers(cell)
    return _("%(period)s: %(published)s of %(owed)s items are published.") % _numbers(cell)


def _still_wanted(cell: Cell) -> str:
    words = {"count": cell.missing, "day": cell.period.last.strftime(DAY)}
    return (
        ngettext("%(count)s more is wanted by %(day)s.", "%(count)s more are wanted by %(day)s.", cell.missing) % words
    )


def _days_left(left: int) -> str:
    if left == 0:
        return _("That is today.")
    return ngettext("That is in %(count)s day.", "That is in %(count)s days.", left) % {"count": left}


def _under_way(due: Due) -> list[str]:
    if not due.under_way:
        return []
    text = ngettext(
        "%(count)s item of the unit is on its way already: it counts as soon as it is published.",
        "%(count)s items of the unit are on their way already: they count as soon as they are published.",
        due.under_way,
    )
    return [text % {"count": due.under_way}]


def _numbers(cell: Cell) -> dict[str, object]:
    return {"period": cell.period.label, "published": cell.published, "owed": cell.owed}
