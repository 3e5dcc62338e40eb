"""The board's comment on a unit, while the evaluation is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cms.audit.trail import record
from cms.evaluation.models import Evaluation, EvaluationRefused, State, UnitComment
from cms.units.models import Unit
from cms.vietnamese.text import nfc

from .guards import guard_board, guard_state, locked

if TYPE_CHECKING:
    from cms.accounts.models import User


class CommentChanged(EvaluationRefused):
    """Somebody else has written meanwhile; ``newest`` is their wording."""

    def __init__(self, newest: UnitComment) -> None:
        super().__init__(str(newest))
        self.newest = newest


@transaction.atomic
def comment(evaluation: Evaluation, unit: Unit, text: str, *, by: User, revision: int) -> UnitComment | None:
    """Keep a wording; an empty one takes the comment back, one that says nothing new is not kept (None).

    ``revision`` is the one that the writer saw, 0 if there was none: raises ``CommentChanged`` if another one holds
    now, ``EvaluationRefused`` if the evaluation is not open any more.
    """
    guard_board(by)
    evaluation = locked(evaluation)
    guard_state(evaluation, State.OPEN)
    newest = UnitComment.objects.filter(evaluation=evaluation, unit=unit).order_by("-revision").first()
    wanted = nfc(text).strip()
    if wanted == (newest.text if newest else ""):
        return None
    if newest is not None and newest.revision != revision:
        raise CommentChanged(newest)
    kept = UnitComment.objects.create(
        evaluation=evaluation, unit=unit, revision=revision + 1 if newest else 1, text=wanted, by=by
    )
    record("evaluation.comment", evaluation, by=by, data={"unit": unit.pk, "revision": kept.revision})
    return kept
