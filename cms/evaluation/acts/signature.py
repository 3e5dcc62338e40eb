"""The draft goes to signature: from now on the figures are frozen; a reason brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.evaluation.freezing import digest_of, facts_of
from cms.evaluation.models import Evaluation, EvaluationRefused, State, UnitResult
from cms.evaluation.sheets.gathering import Gathered
from cms.evaluation.sheets.reading import gathered_of
from cms.quotas.figures import CellState
from cms.units.days import today

from .guards import given_reason, guard_board, guard_state, locked

if TYPE_CHECKING:
    from cms.accounts.models import User

_UNFINISHED = {CellState.DUE.value, CellState.COMING.value}
_BATCH = 500


@transaction.atomic
def send_to_signature(evaluation: Evaluation, *, by: User, letter: dict[str, Any]) -> Evaluation:
    """Freeze the figures as of today, with ``letter``: the lines and name of who will sign, recipients, preface.

    Raises ``EvaluationRefused`` while the year, or a period of it, is not over, and if no unit is evaluated.
    """
    guard_board(by)
    evaluation = locked(evaluation)
    guard_state(evaluation, State.OPEN)
    day = today()
    if not evaluation.is_over(day):
        raise EvaluationRefused(
            _("The year lasts until %(day)s: until then its figures may still change.")
            % {"day": f"{evaluation.year.last:%d/%m/%Y}"}
        )
    # What is frozen reads the same for ever, in the language of the office.
    with translation.override(settings.LANGUAGE_CODE):
        gathered = gathered_of(evaluation, day)
        facts = facts_of(evaluation, day)
    _guard_whole(gathered)
    rows = [
        UnitResult(
            evaluation=evaluation,
            unit_id=sheet.unit,
            points=sheet.points,
            sheet=sheet.as_json(),
            items=[item.as_json() for item in items],
        )
        for sheet, items in gathered
    ]
    UnitResult.objects.bulk_create(rows, batch_size=_BATCH)
    evaluation.facts, evaluation.letter, evaluation.day = facts, letter, day
    evaluation.digest = digest_of(facts, rows)
    evaluation.state, evaluation.frozen_by, evaluation.frozen_at = State.AT_SIGNATURE, by, timezone.now()
    evaluation.save()
    record("evaluation.send_to_signature", evaluation, by=by, data={"units": len(rows), "digest": evaluation.digest})
    return evaluation


@transaction.atomic
def take_back(evaluation: Evaluation, *, by: User, reason: str) -> Evaluation:
    """The paper was not signed: the figures live again, and are frozen anew the next time."""
    guard_board(by)
    evaluation = locked(evaluation)
    guard_state(evaluation, State.AT_SIGNATURE)
    why = given_reason(reason)
    models.QuerySet(UnitResult).filter(evaluation=evaluation).delete()
    evaluation.facts = evaluation.letter = evaluation.day = evaluation.frozen_by = evaluation.frozen_at = None
    evaluation.digest, evaluation.state = "", State.OPEN
    evaluation.save()
    record("evaluation.take_back", evaluation, by=by, data={"reason": why})
    return evaluation


def _guard_whole(gathered: list[Gathered]) -> None:
    if not gathered:
        raise EvaluationRefused(_("No unit of these kinds lived in this year: there is nothing to evaluate."))
    for sheet, items in gathered:
        unfinished = next((row for row in sheet.periods if row.state in _UNFINISHED), None)
        if unfinished is not None:
            raise EvaluationRefused(
                _("The period “%(period)s” belongs to this year and is not over yet.") % {"period": unfinished.label}
            )
        # Each statement sees what was committed before it: a publication may have come between two of them.
        if len(items) != sheet.figures.total_published:
            raise EvaluationRefused(_("The record changed at this very moment: try again."))
