"""Quota rules for tests: what the portal starts with taken away, or rules put beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from cms.quotas.models import QuotaRule
from cms.quotas.periods import PeriodKind
from cms.units.models import UnitKind

LONG_AGO = dt.date(2018, 1, 1)


def make_rule(
    kind: str = UnitKind.GRASSROOTS, period: str = PeriodKind.MONTH, per_period: int = 1, **fields: Any
) -> QuotaRule:
    """A rule for a kind (its code) since long ago, unless told otherwise."""
    given = {"valid_from": LONG_AGO, "letter": "Công văn số 12/LĐLĐ, ngày 01/01/2018"}
    return QuotaRule.objects.create(
        kind=UnitKind.objects.get(code=kind), period=period, per_period=per_period, **(given | fields)
    )


def forget_rules() -> None:
    """Leave no quota rule at all, as if the letter had never been."""
    QuerySet(QuotaRule).delete()
