"""Two people at the same moment: one of them does it, the other is told."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, OperationalError, connection

from cms.evaluation import acts
from cms.evaluation.models import Evaluation, EvaluationRefused, State, UnitComment
from cms.evaluation.sheets.reading import sheets_of
from cms.units.days import today
from tests.factories.evaluation import PAPER, closed_evaluation, frozen_evaluation, kind_of, open_evaluation
from tests.factories.news import Desk

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def both(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    """How two acts came out that begin together, each in a connection of its own."""
    gate, outcomes = threading.Barrier(2), []

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait()
            act()
            outcomes.append("done")
        except (EvaluationRefused, IntegrityError, OperationalError) as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_who_close_at_once_close_it_once(desk: Desk) -> None:
    evaluation = frozen_evaluation(by=desk.board)
    outcomes = both(
        lambda: acts.close(evaluation, by=desk.board, **PAPER),
        lambda: acts.close(evaluation, by=desk.other_board, **(PAPER | {"number": "13"})),
    )
    assert outcomes == ["EvaluationRefused", "done"]
    assert Evaluation.objects.get().state == State.CLOSED


def test_two_who_open_the_same_year_open_it_once(desk: Desk) -> None:
    kinds = [kind_of()]
    outcomes = both(
        lambda: acts.open_year(dt.date(2025, 1, 1), kinds, by=desk.board),
        lambda: acts.open_year(dt.date(2025, 1, 1), kinds, by=desk.other_board),
    )
    assert outcomes == ["EvaluationRefused", "done"]
    assert Evaluation.objects.count() == 1


def test_two_who_reopen_get_one_version(desk: Desk) -> None:
    closed = closed_evaluation(by=desk.board)
    outcomes = both(
        lambda: acts.reopen(closed, by=desk.board, reason="Sót"),
        lambda: acts.reopen(closed, by=desk.other_board, reason="Sót"),
    )
    assert outcomes == ["EvaluationRefused", "done"]
    assert Evaluation.objects.filter(version=2).count() == 1


def test_of_two_comments_written_at_once_one_is_kept_and_the_other_told(desk: Desk) -> None:
    evaluation = open_evaluation(by=desk.board)
    outcomes = both(
        lambda: acts.comment(evaluation, desk.unit, "Một", by=desk.board, revision=0),
        lambda: acts.comment(evaluation, desk.unit, "Hai", by=desk.other_board, revision=0),
    )
    assert outcomes == ["CommentChanged", "done"]
    assert UnitComment.objects.count() == 1


def test_a_freeze_that_breaks_off_leaves_the_year_open(desk: Desk) -> None:
    evaluation = open_evaluation(by=desk.board)
    unsaid = {"lines": [], "name": object(), "recipients": [], "preface": ""}
    with pytest.raises(TypeError):
        acts.send_to_signature(evaluation, by=desk.board, letter=unsaid)
    evaluation.refresh_from_db()
    assert evaluation.state == State.OPEN
    assert evaluation.results.count() == 0
    assert len(sheets_of(evaluation, today())) == 1
