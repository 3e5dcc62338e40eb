"""The tables as they lie in the database: no model, no queryset."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import connection

_DAYS = {"valid_from", "valid_to", "unit_approved_on"}
_MOMENTS = {"published_at"}
# Việt Nam knows no daylight saving time.
_LOCAL = dt.timedelta(hours=7)


def rows(table: str) -> list[dict[str, Any]]:
    """Every row of a table, days as days and moments as naive local time."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" ORDER BY id')
        names = [column[0] for column in cursor.description]
        return [dict(_read(names, values)) for values in cursor.fetchall()]


def _read(names: list[str], values: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    for name, value in zip(names, values, strict=True):
        if value is None:
            yield name, None
        elif name in _DAYS:
            yield name, dt.date.fromisoformat(str(value))
        elif name in _MOMENTS:
            yield name, _utc(value) + _LOCAL
        else:
            yield name, value


def _utc(value: Any) -> dt.datetime:
    moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment
