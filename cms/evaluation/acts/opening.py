"""A year is opened for some kinds of unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.evaluation.models import EvaluatedKind, Evaluation, EvaluationRefused
from cms.evaluation.sheets.gathering import tables_of
from cms.evaluation.years import years_of
from cms.quotas.years import Year
from cms.units.models import UnitKind

from .guards import guard_board

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def open_year(first: dt.date, kinds: Collection[UnitKind], *, by: User) -> Evaluation:
    """Open the evaluation of the year that begins on a local day, for the kinds.

    Raises ``EvaluationRefused`` if it is not a year of each of them, if one has no table of points, or if one has an
    evaluation of the year already: a closed one is reopened instead.
    """
    guard_board(by)
    # Two people who open the same year take turns here.
    chosen = list(UnitKind.objects.select_for_update().filter(pk__in=[kind.pk for kind in kinds]).order_by("pk"))
    if not chosen:
        raise EvaluationRefused(_("Choose at least one kind of unit."))
    _guard_year(first, chosen)
    _guard_tables(Year(first), chosen)
    _guard_once(first, chosen)
    evaluation = Evaluation.objects.create(first=first, opened_by=by)
    about(evaluation, chosen)
    record("evaluation.open", evaluation, by=by, data={"kinds": [kind.code for kind in chosen]})
    return evaluation


def about(evaluation: Evaluation, kinds: Collection[UnitKind]) -> None:
    """Say which kinds a new evaluation is about."""
    for kind in kinds:
        EvaluatedKind.objects.create(
            evaluation=evaluation, kind=kind, first=evaluation.first, version=evaluation.version
        )


def _guard_year(first: dt.date, kinds: Collection[UnitKind]) -> None:
    years = years_of(kinds, [first.year])
    for kind in kinds:
        if Year(first) not in years[kind.pk]:
            raise EvaluationRefused(
                _("For “%(kind)s” no evaluation year begins on %(day)s: look at the first days of the year.")
                % {"kind": kind.name, "day": f"{first:%d/%m/%Y}"}
            )


def _guard_tables(year: Year, kinds: Collection[UnitKind]) -> None:
    tables = tables_of(year, kinds)
    for kind in kinds:
        if kind.pk not in tables:
            raise EvaluationRefused(
                _("For “%(kind)s” no table of points holds on %(day)s: enter one first.")
                % {"kind": kind.name, "day": f"{year.last:%d/%m/%Y}"}
            )


def _guard_once(first: dt.date, kinds: Collection[UnitKind]) -> None:
    taken = EvaluatedKind.objects.filter(kind__in=kinds, first=first, is_dropped=False).select_related("kind").first()
    if taken is not None:
        raise EvaluationRefused(
            _("There is an evaluation of this year for “%(kind)s” already; if it is closed, reopen it.")
            % {"kind": taken.kind.name}
        )
