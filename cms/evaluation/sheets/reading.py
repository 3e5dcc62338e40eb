"""The sheets of an evaluation: live while it is open, as they were frozen from then on."""

from __future__ import annotations

import datetime as dt

from cms.evaluation.models import Evaluation, State, UnitComment, UnitResult
from cms.units.models import UnitKind

from .gathering import Gathered, gather
from .sheet import Item, Sheet


def sheets_of(evaluation: Evaluation, day: dt.date) -> list[Sheet]:
    """Every unit's sheet; a constant number of queries. ``day`` counts while the evaluation is open only."""
    if evaluation.is_frozen:
        rows = UnitResult.objects.filter(evaluation=evaluation).values_list("sheet", flat=True)
        return [Sheet.from_json(plain) for plain in rows]
    if evaluation.state == State.DROPPED:
        return []
    return [sheet for sheet, _items in gathered_of(evaluation, day)]


def whole_of(evaluation: Evaluation, day: dt.date) -> list[Gathered]:
    """Every unit's sheet with its items; a constant number of queries."""
    if not evaluation.is_frozen:
        return [] if evaluation.state == State.DROPPED else gathered_of(evaluation, day)
    return [thawed(result) for result in UnitResult.objects.filter(evaluation=evaluation)]


def sheet_of(evaluation: Evaluation, unit: int, day: dt.date) -> Gathered | None:
    """One unit's sheet with its items, or None if the evaluation has none of it."""
    if evaluation.is_frozen:
        result = UnitResult.objects.filter(evaluation=evaluation, unit=unit).first()
        return None if result is None else thawed(result)
    if evaluation.state == State.DROPPED:
        return None
    return next(iter(gathered_of(evaluation, day, unit)), None)


def thawed(result: UnitResult) -> Gathered:
    """A frozen result as the sheet and items that it was."""
    return Sheet.from_json(result.sheet), [Item.from_json(item) for item in result.items]


def gathered_of(evaluation: Evaluation, day: dt.date, only: int | None = None) -> list[Gathered]:
    """The live sheets of an evaluation as of a local day, with the board's comments."""
    kinds = list(UnitKind.objects.filter(pk__in=[row.kind_id for row in evaluation.kinds.all()]))
    comments = UnitComment.objects.latest_ones(evaluation)
    if only is not None:
        comments = comments.filter(unit=only)
    text_of = dict(comments.values_list("unit", "text"))
    gathered = gather(evaluation.year, kinds, day, only)
    return [(sheet.with_comment(text_of.get(sheet.unit, "")), items) for sheet, items in gathered]
