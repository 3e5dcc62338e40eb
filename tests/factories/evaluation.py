"""Evaluations on their way to a closed year, by the acts that people do."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from cms.accounts.models import User
from cms.evaluation import acts
from cms.evaluation.models import Evaluation, PointsTable
from cms.evaluation.terms import Terms
from cms.units.days import today
from cms.units.models import UnitKind

LETTER = {"lines": ["TM. BAN BIÊN TẬP", "TRƯỞNG BAN"], "name": "", "recipients": ["Như trên"], "preface": ""}
PAPER = {"number": "12", "symbol": "TB-LĐLĐ", "signed_on": today(), "signer": "Người ký mẫu"}


def kind_of(code: str = UnitKind.GRASSROOTS) -> UnitKind:
    return UnitKind.objects.get(code=code)


def give_points(terms: Terms, *, by: User, kind: str = UnitKind.GRASSROOTS) -> PointsTable:
    """Put a table of points in the place of the sample."""
    old = PointsTable.objects.standing().get(kind__code=kind)
    table = PointsTable(kind=old.kind, source="Hướng dẫn số 5/HD-LĐLĐ", plain_terms=terms.as_json())
    return acts.correct(old, table, by=by, reason="Bảng chính thức")


def simple_terms(**parts: Any) -> Terms:
    return Terms(**({"maximum": Decimal(10)} | parts))


def open_evaluation(*, by: User, year: int = 2025, kind: str = UnitKind.GRASSROOTS) -> Evaluation:
    return acts.open_year(dt.date(year, 1, 1), [kind_of(kind)], by=by)


def frozen_evaluation(*, by: User, **options: Any) -> Evaluation:
    return acts.send_to_signature(open_evaluation(by=by, **options), by=by, letter=LETTER)


def closed_evaluation(*, by: User, paper: dict[str, Any] | None = None, **options: Any) -> Evaluation:
    return acts.close(frozen_evaluation(by=by, **options), by=by, **(PAPER | (paper or {})))
