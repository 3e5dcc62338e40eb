"""An evaluation that was opened by mistake is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cms.audit.trail import record
from cms.evaluation.models import Evaluation, State

from .guards import given_reason, guard_board, guard_state, locked

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def drop(evaluation: Evaluation, *, by: User, reason: str) -> Evaluation:
    """Drop an open evaluation for ever: its kinds are free to be evaluated anew; what it reopened stays closed."""
    guard_board(by)
    evaluation = locked(evaluation)
    guard_state(evaluation, State.OPEN)
    evaluation.drop_reason = given_reason(reason)
    evaluation.kinds.update(is_running=False, is_dropped=True)
    evaluation.state, evaluation.dropped_by, evaluation.dropped_at = State.DROPPED, by, timezone.now()
    evaluation.save()
    record("evaluation.drop", evaluation, by=by, data={"reason": evaluation.drop_reason})
    return evaluation
