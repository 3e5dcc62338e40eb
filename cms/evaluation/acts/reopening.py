"""A closed year is reopened: a new version, beside which the closed one stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.evaluation.models import Evaluation, EvaluationRefused, State, UnitComment

from .guards import given_reason, guard_board, guard_state, locked
from .opening import about

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def reopen(evaluation: Evaluation, *, by: User, reason: str) -> Evaluation:
    """The next version of a closed evaluation, open, with the comments of before; its figures live.

    Raises ``EvaluationRefused`` if it is not closed, if there is a later version already, or without a reason.
    """
    guard_board(by)
    evaluation = locked(evaluation)
    guard_state(evaluation, State.CLOSED)
    why = given_reason(reason)
    if evaluation.reopenings.standing().exists():
        raise EvaluationRefused(_("This version was reopened already: go on with the later one."))
    again = Evaluation.objects.create(
        first=evaluation.first, version=evaluation.version + 1, reopens=evaluation, reason=why, opened_by=by
    )
    about(again, [row.kind for row in evaluation.kinds.select_related("kind")])
    UnitComment.objects.bulk_create(
        UnitComment(evaluation=again, unit_id=old.unit_id, revision=1, text=old.text, by_id=old.by_id)
        for old in UnitComment.objects.latest_ones(evaluation)
        if old.text
    )
    record("evaluation.reopen", again, by=by, data={"reason": why, "version": again.version})
    return again
