"""In which of the spans between given days a day of the database lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import F, Func, SmallIntegerField

Sql = tuple[str, tuple]


class SpanNumber(Func):
    """The number, from 0, of the span in which a local day lies; it lies between the first and the last of the cuts.

    The database halves the cuts until it has found the span: a year of weeks costs hardly more than one of months.
    """

    output_field = SmallIntegerField()

    def __init__(self, on: str, cuts: Sequence[dt.date]) -> None:
        super().__init__(F(on))
        self.cuts = list(cuts)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Sql:
        """Nested comparisons."""
        on, params = compiler.compile(self.source_expressions[0])
        days = [connection.ops.adapt_datefield_value(cut) for cut in self.cuts]
        return _halved(on, tuple(params), days, 0, len(days) - 1)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Sql:
        """PostgreSQL's own function for it."""
        on, params = compiler.compile(self.source_expressions[0])
        return f"(width_bucket({on}, %s::date[]) - 1)", (*params, self.cuts)


def _halved(on: str, params: tuple, cuts: list[Any], least: int, end: int) -> Sql:
    if end - least == 1:
        return str(least), ()
    middle = (least + end) // 2
    earlier, earlier_params = _halved(on, params, cuts, least, middle)
    later, later_params = _halved(on, params, cuts, middle, end)
    values = (*params, cuts[middle], *earlier_params, *later_params)
    return f"CASE WHEN {on} < %s THEN {earlier} ELSE {later} END", values
