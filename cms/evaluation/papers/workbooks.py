"""The workbook of an evaluation: results, how each came about, every period, every item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from cms.evaluation.sheets import Item, Sheet
from cms.official_documents import workbooks
from cms.quotas.figures import CellState

Gathered = Sequence[tuple[Sheet, Sequence[Item]]]


def state_words() -> dict[str, str]:
    """How it stands with a period, in words."""
    return {
        CellState.MET.value: _("met"),
        CellState.MISSED.value: _("not met"),
        CellState.DUE.value: _("still due"),
        CellState.COMING.value: _("to come"),
    }


def sheets_for(gathered: Gathered, above: Sequence[str]) -> list[workbooks.Sheet]:
    """The tables of the workbook; ``above`` says over the first one what it is and by which paper."""
    return [
        workbooks.Sheet(_("Results"), _result_headings(), _results(gathered), above=above),
        workbooks.Sheet(
            _("How it came about"), [_("Unit"), _("Part"), _("Points"), _("Explanation")], _lines(gathered)
        ),
        workbooks.Sheet(
            _("Periods"),
            [_("Unit"), _("Period"), _("Items owed"), _("Items published"), _("How it stands")],
            _periods(gathered),
        ),
        workbooks.Sheet(_("Items"), _item_headings(), _items(gathered)),
    ]


def _result_headings() -> list[str]:
    return [
        _("Unit"),
        _("Kind"),
        _("Parent unit"),
        _("Annex"),
        _("Periods owed"),
        _("Periods met"),
        _("Items owed"),
        _("Items published"),
        _("Median of days"),
        _("Without event day"),
        _("Returned"),
        _("Points"),
        _("Remark of the board"),
    ]


def _results(gathered: Gathered) -> Iterator[Sequence[workbooks.Value]]:
    for sheet, _own in gathered:
        figures = sheet.figures
        median = figures.median_days
        yield [
            sheet.name,
            sheet.kind_name,
            sheet.parent,
            _("yes") if sheet.is_annex else "",
            figures.periods_owed,
            figures.periods_met,
            figures.total_owed,
            figures.total_published,
            None if median is None else float(median),
            figures.without_day,
            figures.returns,
            sheet.points,
            sheet.comment,
        ]


def _lines(gathered: Gathered) -> Iterator[Sequence[workbooks.Value]]:
    for sheet, _own in gathered:
        for line in sheet.lines:
            yield [sheet.name, line.title, line.number, line.sentence]
        yield [sheet.name, _("Result"), sheet.points, sheet.verdict]


def _periods(gathered: Gathered) -> Iterator[Sequence[workbooks.Value]]:
    words = state_words()
    for sheet, _own in gathered:
        for row in sheet.periods:
            yield [sheet.name, row.label, row.owed, row.published, words[row.state]]


def _item_headings() -> list[str]:
    return [
        _("Unit"),
        _("Headline"),
        _("Genre"),
        _("Event"),
        _("Published on"),
        _("Counted on"),
        _("Days"),
        _("Returned"),
        _("Address"),
    ]


def _items(gathered: Gathered) -> Iterator[Sequence[workbooks.Value]]:
    for sheet, items in gathered:
        for item in items:
            yield [
                sheet.name,
                item.headline,
                item.genre,
                item.event_date,
                item.published_on,
                item.counted_on,
                item.days,
                item.returns,
                item.address,
            ]
