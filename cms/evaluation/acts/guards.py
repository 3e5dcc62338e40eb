"""What every act on an evaluation asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.evaluation.models import Evaluation, EvaluationRefused, State
from cms.units.roles import is_board

if TYPE_CHECKING:
    from cms.accounts.models import User


def guard_board(by: User) -> None:
    """Raise ``EvaluationRefused`` for anybody but a member of the editorial board."""
    if not is_board(by):
        raise EvaluationRefused(_("Only the editorial board evaluates."))


def locked(evaluation: Evaluation) -> Evaluation:
    """The evaluation as the database has it now, locked until the transaction ends."""
    return Evaluation.objects.select_for_update().get(pk=evaluation.pk)


def guard_state(evaluation: Evaluation, state: State) -> None:
    """Raise ``EvaluationRefused`` unless the evaluation is in ``state``."""
    if evaluation.state != state:
        raise EvaluationRefused(
            _("That is not possible any more: the evaluation is now “%(state)s”.")
            % {"state": evaluation.get_state_display()}
        )


def given_reason(reason: str) -> str:
    """The reason without blanks around it; raises ``EvaluationRefused`` if there is none."""
    if not reason.strip():
        raise EvaluationRefused(_("Say why: the reason is kept."))
    return reason.strip()
