"""From an open year to a closed one, and back as another version: who may do what, and when."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.evaluation import acts
from cms.evaluation.freezing import is_intact
from cms.evaluation.models import Evaluation, EvaluationCalendar, EvaluationRefused, PointsTable, State, UnitComment
from cms.evaluation.sheets import sheets_of
from cms.notices.refusals import NoticeRefused
from cms.units.days import today
from cms.units.models import PublicationUnit, UnitKind
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from tests.factories.evaluation import (
    LETTER,
    PAPER,
    closed_evaluation,
    frozen_evaluation,
    kind_of,
    open_evaluation,
)
from tests.factories.news import Desk
from tests.factories.notices import LAST, issued
from tests.factories.publications import publish
from tests.factories.units import UserFactory, join_group, make_unit

pytestmark = pytest.mark.usefixtures("source_language")
ACTS = {
    "open": lambda evaluation, by: open_evaluation(by=by, year=2024),
    "comment": lambda evaluation, by: acts.comment(evaluation, make_unit("B"), "x", by=by, revision=0),
    "send": lambda evaluation, by: acts.send_to_signature(evaluation, by=by, letter=LETTER),
    "take back": lambda evaluation, by: acts.take_back(evaluation, by=by, reason="x"),
    "close": lambda evaluation, by: acts.close(evaluation, by=by, **PAPER),
    "reopen": lambda evaluation, by: acts.reopen(evaluation, by=by, reason="x"),
    "drop": lambda evaluation, by: acts.drop(evaluation, by=by, reason="x"),
}
POSSIBLE = {
    State.OPEN: {"open", "comment", "send", "drop"},
    State.AT_SIGNATURE: {"open", "take back", "close"},
    State.CLOSED: {"open", "reopen"},
    State.DROPPED: {"open"},
}


def in_state(state: State, desk: Desk) -> Evaluation:
    if state == State.OPEN:
        return open_evaluation(by=desk.board)
    if state == State.AT_SIGNATURE:
        return frozen_evaluation(by=desk.board)
    if state == State.CLOSED:
        return closed_evaluation(by=desk.board)
    return acts.drop(open_evaluation(by=desk.board), by=desk.board, reason="Mở nhầm")


@pytest.mark.parametrize("act", list(ACTS))
@pytest.mark.parametrize("role", ["writer", "approver", "accountant", "administrator", "nobody"])
def test_nobody_but_the_board_evaluates(desk: Desk, role: str, act: str) -> None:
    person = {"writer": desk.writer, "approver": desk.approver}.get(role) or UserFactory()
    if role in {"accountant", "administrator"}:
        join_group(person, {"accountant": ACCOUNTANT, "administrator": ADMINISTRATOR}[role])
    evaluation = open_evaluation(by=desk.board)
    with pytest.raises(EvaluationRefused, match="Only the editorial board"):
        ACTS[act](evaluation, person)


@pytest.mark.parametrize("act", list(ACTS))
@pytest.mark.parametrize("state", list(State))
def test_each_act_belongs_to_its_states(desk: Desk, state: State, act: str) -> None:
    evaluation = in_state(state, desk)
    if act in POSSIBLE[state]:
        ACTS[act](evaluation, desk.other_board)
        return
    with pytest.raises(EvaluationRefused, match="not possible any more"):
        ACTS[act](evaluation, desk.other_board)


def test_every_act_is_written_down(desk: Desk) -> None:
    closed = closed_evaluation(by=desk.board)
    again = acts.reopen(closed, by=desk.board, reason="Sót một tin")
    acts.comment(again, desk.unit, "Tích cực", by=desk.board, revision=0)
    acts.drop(again, by=desk.board, reason="Không cần nữa")
    entries = ModelLogEntry.objects.filter(action__startswith="evaluation.").order_by("pk")
    assert [entry.action.partition(".")[2] for entry in entries] == [
        "open",
        "send_to_signature",
        "close",
        "reopen",
        "comment",
        "drop",
    ]
    assert {entry.user for entry in entries} == {desk.board}


def test_a_year_that_is_not_over_is_not_frozen(desk: Desk) -> None:
    evaluation = open_evaluation(by=desk.board, year=today().year)
    with pytest.raises(EvaluationRefused, match="The year lasts until"):
        acts.send_to_signature(evaluation, by=desk.board, letter=LETTER)


def test_a_kind_is_evaluated_once_in_a_year(desk: Desk) -> None:
    open_evaluation(by=desk.board)
    with pytest.raises(EvaluationRefused, match="already"):
        open_evaluation(by=desk.other_board)
    open_evaluation(by=desk.board, kind=UnitKind.DEPARTMENT)
    open_evaluation(by=desk.board, year=2024)


def test_a_kind_without_a_table_of_points_is_not_opened(desk: Desk) -> None:
    with pytest.raises(EvaluationRefused, match="no table of points"):
        open_evaluation(by=desk.board, kind=UnitKind.BOARD)


def test_a_year_begins_where_the_calendar_of_its_kind_says(desk: Desk) -> None:
    school = EvaluationCalendar(
        kind=kind_of(), month=9, day_of_month=1, valid_from=dt.date(2024, 1, 1), source="Hướng dẫn 1"
    )
    acts.establish(school, by=desk.board)
    with pytest.raises(EvaluationRefused, match="no evaluation year begins"):
        open_evaluation(by=desk.board)
    evaluation = acts.open_year(dt.date(2024, 9, 1), [kind_of()], by=desk.board)
    assert evaluation.year.last == dt.date(2025, 8, 31)


@pytest.mark.parametrize(
    ("paper", "why"),
    [
        ({"number": " "}, "Enter number"),
        ({"symbol": ""}, "Enter number"),
        ({"number": "bốn"}, "as the clerk's office gave it"),
        ({"number": "0"}, "as the clerk's office gave it"),
        ({"symbol": "TB LĐLĐ"}, "as it stands on the paper"),
        ({"signer": ""}, "Enter number"),
        ({"signed_on": today() - dt.timedelta(days=1)}, "cannot be signed before that day"),
        ({"signed_on": dt.date(2199, 1, 1)}, "in the future"),
    ],
    ids=[
        "no number",
        "no symbol",
        "in letters",
        "zero",
        "two words",
        "no signer",
        "signed before its figures",
        "signed in the future",
    ],
)
def test_a_year_is_closed_only_by_a_signed_paper(desk: Desk, paper: dict, why: str) -> None:
    evaluation = frozen_evaluation(by=desk.board)
    with pytest.raises(EvaluationRefused, match=why):
        acts.close(evaluation, by=desk.board, **(PAPER | paper))
    assert Evaluation.objects.get().state == State.AT_SIGNATURE


@pytest.mark.parametrize("paper", [{}, {"number": "012"}, {"symbol": "tb-lđlđ"}], ids=["same", "zero", "small"])
def test_a_number_closes_one_evaluation_only(desk: Desk, paper: dict) -> None:
    closed_evaluation(by=desk.board)
    other = frozen_evaluation(by=desk.board, year=2024)
    with pytest.raises(EvaluationRefused, match="taken this year"):
        acts.close(other, by=desk.board, **(PAPER | paper))


def test_a_notice_and_an_evaluation_do_not_bear_one_number(desk: Desk) -> None:
    notice = issued(by=desk.board)
    paper = {"number": notice.number, "symbol": notice.symbol}
    with pytest.raises(EvaluationRefused, match="taken this year"):
        closed_evaluation(by=desk.board, paper=paper)
    closed_evaluation(by=desk.board, year=2024)
    with pytest.raises(NoticeRefused, match="taken this year"):
        issued(by=desk.board, quarter=LAST.before, number=PAPER["number"], symbol=PAPER["symbol"])


@pytest.mark.parametrize("act", ["take back", "reopen", "drop"])
def test_a_reason_is_kept_or_nothing_happens(desk: Desk, act: str) -> None:
    state = {"take back": State.AT_SIGNATURE, "reopen": State.CLOSED, "drop": State.OPEN}[act]
    evaluation = in_state(state, desk)
    acting = {"take back": acts.take_back, "reopen": acts.reopen, "drop": acts.drop}[act]
    with pytest.raises(EvaluationRefused, match="Say why"):
        acting(evaluation, by=desk.board, reason="  ")


def test_what_is_frozen_does_not_follow_the_record_any_more(desk: Desk) -> None:
    item = publish(desk.unit, on=dt.date(2025, 3, 5))
    closed = closed_evaluation(by=desk.board)
    before = sheets_of(closed, today())
    item.withdraw(by=desk.board, reason="Sai sự thật")
    publish(desk.unit, on=dt.date(2025, 4, 5))
    PointsTable.objects.filter(kind=kind_of()).update(superseded_at=timezone.now())
    desk.unit.versions.update(name="Tên khác")
    closed.refresh_from_db()
    assert sheets_of(closed, today()) == before
    assert is_intact(closed)


def test_two_runs_give_the_same_figures_and_the_same_digest(desk: Desk) -> None:
    for month in (1, 2, 8):
        publish(desk.unit, on=dt.date(2025, month, 5), event_date=dt.date(2025, month, 3), returns=1)
    first = frozen_evaluation(by=desk.board)
    before = first.digest
    acts.take_back(first, by=desk.board, reason="Thử lại")
    assert acts.send_to_signature(first, by=desk.board, letter=LETTER).digest == before


def test_taken_back_the_figures_live_again(desk: Desk) -> None:
    evaluation = frozen_evaluation(by=desk.board)
    publish(desk.unit, on=dt.date(2025, 3, 5))
    [frozen] = sheets_of(evaluation, today())
    evaluation = acts.take_back(evaluation, by=desk.board, reason="Còn sót")
    [live] = sheets_of(evaluation, today())
    assert (frozen.figures.total_published, live.figures.total_published) == (0, 1)


def test_a_reopened_year_is_a_new_version_and_the_closed_one_stays(desk: Desk) -> None:
    first = open_evaluation(by=desk.board)
    acts.comment(first, desk.unit, "Tích cực", by=desk.board, revision=0)
    acts.send_to_signature(first, by=desk.board, letter=LETTER)
    acts.close(first, by=desk.board, **PAPER)
    publish(desk.unit, on=dt.date(2025, 3, 5))
    second = acts.reopen(first, by=desk.other_board, reason="Sót một tin")
    [before], [after] = sheets_of(Evaluation.objects.get(pk=first.pk), today()), sheets_of(second, today())
    assert (second.version, after.comment) == (2, "Tích cực")
    assert (before.figures.total_published, after.figures.total_published) == (0, 1)
    with pytest.raises(EvaluationRefused, match="reopened already"):
        acts.reopen(first, by=desk.board, reason="Lần nữa")
    assert list(Evaluation.objects.in_force()) == [first]
    acts.send_to_signature(second, by=desk.board, letter=LETTER)
    acts.close(second, by=desk.board, **(PAPER | {"number": "13"}))
    assert list(Evaluation.objects.in_force()) == [second]


def test_a_dropped_version_leaves_the_closed_one_free_to_be_reopened(desk: Desk) -> None:
    closed = closed_evaluation(by=desk.board)
    acts.drop(acts.reopen(closed, by=desk.board, reason="Sót"), by=desk.board, reason="Không sót")
    assert acts.reopen(closed, by=desk.board, reason="Sót thật").version == 2


def test_the_second_of_two_who_write_a_comment_sees_the_first_ones(desk: Desk) -> None:
    evaluation = open_evaluation(by=desk.board)
    acts.comment(evaluation, desk.unit, "Tích cực", by=desk.board, revision=0)
    with pytest.raises(acts.CommentChanged) as refused:
        acts.comment(evaluation, desk.unit, "Chưa đều", by=desk.other_board, revision=0)
    assert refused.value.newest.text == "Tích cực"
    acts.comment(evaluation, desk.unit, "Chưa đều", by=desk.other_board, revision=1)
    assert [sheet.comment for sheet in sheets_of(evaluation, today())] == ["Chưa đều"]
    assert UnitComment.objects.count() == 2


def test_an_amendment_of_the_record_is_followed_while_the_year_is_open(desk: Desk) -> None:
    publish(desk.unit, on=dt.date(2025, 3, 5))
    evaluation = open_evaluation(by=desk.board)
    assert PublicationUnit.objects.count() == 1
    assert [sheet.figures.total_published for sheet in sheets_of(evaluation, today())] == [1]


FROZEN_ROWS = [
    "UPDATE evaluation_evaluation SET number = '99'",
    "UPDATE evaluation_evaluation SET state = 'open'",
    "DELETE FROM evaluation_evaluation",
    "UPDATE evaluation_evaluatedkind SET is_dropped = TRUE",
    "DELETE FROM evaluation_evaluatedkind",
    "UPDATE evaluation_unitresult SET points = 10",
    "DELETE FROM evaluation_unitresult",
    "UPDATE evaluation_unitcomment SET text = 'khác'",
    "DELETE FROM evaluation_unitcomment",
    (
        "INSERT INTO evaluation_unitresult (evaluation_id, unit_id, sheet, items) "
        "SELECT evaluation_id, unit_id + 1, sheet, items FROM evaluation_unitresult"
    ),
]


@pytest.mark.parametrize("statement", FROZEN_ROWS, ids=[str(number) for number in range(len(FROZEN_ROWS))])
def test_the_database_itself_keeps_a_closed_year(desk: Desk, statement: str) -> None:
    evaluation = open_evaluation(by=desk.board)
    acts.comment(evaluation, desk.unit, "Tích cực", by=desk.board, revision=0)
    acts.send_to_signature(evaluation, by=desk.board, letter=LETTER)
    acts.close(evaluation, by=desk.board, **PAPER)
    with pytest.raises(IntegrityError, match="evaluation_frozen"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_database_keeps_the_facts_while_they_are_at_signature(desk: Desk) -> None:
    frozen_evaluation(by=desk.board)
    for statement in (
        "UPDATE evaluation_evaluation SET digest = 'x'",
        "UPDATE evaluation_unitresult SET points = 10",
    ):
        with pytest.raises(IntegrityError, match="evaluation_frozen"), transaction.atomic():
            connection.cursor().execute(statement)
