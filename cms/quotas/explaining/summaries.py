"""A standing in a sentence: what was published of what is owed, and what is still due until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.quotas.figures import CellState
from cms.quotas.periods import PeriodKind

if TYPE_CHECKING:
    from cms.quotas.figures import Cell, Standing
    from cms.quotas.periods import Period

# So many missed periods are named; of more, only how many.
_NAMED = 6


@dataclass(frozen=True)
class Summary:
    """The sentences of a standing: the figures, what is due, what was missed, and what the whole year still wants.

    ``due`` are things to do, ``well`` is set where nothing is wanted at present; empty sentences are not said.
    """

    figures: str
    due: tuple[str, ...] = ()
    missed: str = ""
    total: str = ""
    well: str = ""


def summary_of(standing: Standing) -> Summary:
    """The sentences that say where a unit stands."""
    if not standing.cells and not standing.total_owed:
        return Summary(_without_quota(standing))
    due = tuple(_still_due(cell) for cell in standing.cells if cell.state is CellState.DUE)
    return Summary(
        figures=_figures(standing),
        due=due,
        missed=_missed(standing),
        total=_total(standing),
        well="" if due or standing.is_behind else _well(standing),
    )


def within(period: Period) -> str:
    """The name of a period as it stands inside a sentence."""
    return f"{period.label[0].lower()}{period.label[1:]}"


def kept(standing: Standing) -> int:
    """How many of the owed periods that are over have what was owed."""
    return sum(cell.state is CellState.MET and cell.period.end <= standing.day for cell in standing.cells)


def _without_quota(standing: Standing) -> str:
    words = {"year": standing.year.label, "published": standing.total_published}
    if not standing.lived_whole:
        return _("%(year)s: %(published)s items published; no period of the year is owed.") % words
    return _("%(year)s: %(published)s items published; no number is owed.") % words


def _figures(standing: Standing) -> str:
    words = {"year": standing.year.label, "published": standing.total_published, "owed": standing.total_owed}
    if not standing.periods_over:
        return _("%(year)s: %(published)s of %(owed)s items published.") % words
    return _(
        "%(year)s: %(published)s of %(owed)s items published; %(met)s of the %(over)s %(periods)s gone by met."
    ) % (words | {"met": kept(standing), "over": standing.periods_over, "periods": _periods(standing)})


def _periods(standing: Standing) -> str:
    kinds = {cell.period.kind for cell in standing.cells}
    return _PERIODS[kinds.pop()]() if len(kinds) == 1 else _("periods")


_PERIODS = {
    PeriodKind.WEEK: lambda: _("weeks"),
    PeriodKind.MONTH: lambda: _("months"),
    PeriodKind.QUARTER: lambda: _("quarters"),
    PeriodKind.HALF_YEAR: lambda: _("half-years"),
    PeriodKind.YEAR: lambda: _("years"),
}


def _still_due(cell: Cell) -> str:
    words = {"missing": cell.missing, "period": within(cell.period), "day": f"{cell.period.last:%d/%m/%Y}"}
    return _("%(missing)s more wanted for %(period)s, by %(day)s.") % words


def _missed(standing: Standing) -> str:
    missed = [within(cell.period) for cell in standing.cells if cell.state is CellState.MISSED]
    if not missed:
        return ""
    if len(missed) > _NAMED:
        return _("Not met: %(number)s %(periods)s.") % {"number": len(missed), "periods": _periods(standing)}
    return _("Not met: %(periods)s.") % {"periods": ", ".join(missed)}


def _total(standing: Standing) -> str:
    words = {"missing": standing.missing_in_total, "day": f"{standing.year.last:%d/%m/%Y}"}
    if not standing.missing_in_total:
        return ""
    if standing.day > standing.year.last or _ended(standing):
        return _("The year's total is short of %(missing)s items.") % words
    return _("For the whole year %(missing)s more items are wanted, by %(day)s.") % words


def _ended(standing: Standing) -> bool:
    """Whether the unit did not live through the year and has no owed period before it."""
    over = bool(standing.cells) and standing.periods_over == standing.periods_owed
    return over and not standing.lived_whole


def _well(standing: Standing) -> str:
    if standing.day > standing.year.last:
        return "" if standing.missing_in_total else _("Everything that was owed is there.")
    return _("At present nothing is wanted.")
