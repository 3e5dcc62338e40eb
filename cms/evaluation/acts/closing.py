"""The signed paper is back, with its number: the year is closed for ever."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.evaluation.models import Evaluation, EvaluationRefused, State
from cms.official_documents.numbers import bearer_of, is_number, is_symbol, key_of
from cms.units.days import today
from cms.vietnamese.text import nfc

from .guards import guard_board, guard_state, locked

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def close(evaluation: Evaluation, *, by: User, number: str, symbol: str, signed_on: dt.date, signer: str) -> Evaluation:
    """Close the evaluation with the number, symbol, local day and signer that stand on the signed paper.

    Raises ``EvaluationRefused`` if one of them is missing, if the day lies in the future or before the one up to
    which the figures count, if number or symbol cannot be one or stand on another document of that year, or if it is
    not at signature.
    """
    guard_board(by)
    evaluation = locked(evaluation)
    guard_state(evaluation, State.AT_SIGNATURE)
    evaluation.number, evaluation.symbol, evaluation.signer = (nfc(text).strip() for text in (number, symbol, signer))
    evaluation.signed_on, evaluation.signed_year = signed_on, signed_on.year
    _guard_paper(evaluation)
    evaluation.kinds.update(is_running=False)
    evaluation.state, evaluation.closed_by, evaluation.closed_at = State.CLOSED, by, timezone.now()
    evaluation.save()
    paper = {"number": evaluation.number, "symbol": evaluation.symbol, "signed_on": signed_on.isoformat()}
    record("evaluation.close", evaluation, by=by, data=paper)
    return evaluation


def _guard_paper(evaluation: Evaluation) -> None:
    if not (evaluation.number and evaluation.symbol and evaluation.signer):
        raise EvaluationRefused(_("Enter number, symbol and signer as they stand on the signed paper."))
    if not is_number(evaluation.number):
        raise EvaluationRefused(_("Write the number as the clerk's office gave it, for example 45."))
    if not is_symbol(evaluation.symbol):
        raise EvaluationRefused(_("Write the symbol as it stands on the paper, for example TB-LĐLĐ."))
    signed_on = evaluation.signed_on
    if signed_on is None or signed_on > today():
        raise EvaluationRefused(_("The day of signature lies in the future."))
    if evaluation.day is not None and signed_on < evaluation.day:
        raise EvaluationRefused(
            _("The paper tells the figures up to %(day)s: it cannot be signed before that day.")
            % {"day": f"{evaluation.day:%d/%m/%Y}"}
        )
    bearer = bearer_of(key_of(evaluation.number, evaluation.symbol, signed_on.year))
    if bearer is not None:
        raise EvaluationRefused(
            _("The number %(number)s is taken this year: %(notice)s. Check the paper.")
            % {"number": f"{evaluation.number}/{evaluation.symbol}", "notice": bearer}
        )
