"""The board's screens, over HTTP: the whole way of a year, refusals, and what others find there."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.evaluation import acts
from cms.evaluation.models import Evaluation, EvaluationCalendar, PointsTable, State, UnitComment, UnitResult
from cms.units.days import today
from cms.units.models import UnitKind
from cms.units.roles import ACCOUNT_HOLDER, ACCOUNTANT, ADMINISTRATOR
from tests.factories.evaluation import PAPER, closed_evaluation, frozen_evaluation, kind_of, open_evaluation
from tests.factories.news import Desk
from tests.factories.publications import publish
from tests.factories.units import UserFactory, join_group, make_unit, make_writer
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
NOT_FOR_STRANGERS = ["index", "open", "points", "new_points", "calendars", "new_calendar"]
OF_ONE = ["evaluation", "letter", "docx", "xlsx", "differences"]
ACTS = ["trinh-ky", "rut-ve", "chot", "mo-lai", "bo"]


@pytest.fixture
def board(desk: Desk) -> Client:
    return signed_in(desk.board)


def at(name: str, *arguments: object) -> str:
    return reverse(f"evaluation:{name}", args=arguments)


def test_a_year_goes_its_whole_way_on_the_screens(desk: Desk, board: Client) -> None:
    publish(desk.unit, on=dt.date(2025, 3, 5), event_date=dt.date(2025, 3, 4))
    board.post(at("open"), {"first": "2025-01-01", "kinds": [kind_of().pk]})
    evaluation = Evaluation.objects.get()
    assert desk.unit.name_on(today()) in board.get(at("evaluation", evaluation.pk)).content.decode()
    board.post(at("sheet", evaluation.pk, desk.unit.pk), {"text": "Tích cực, đều tay", "revision": 0})
    board.post(at("act", evaluation.pk, "trinh-ky"), {"recipients": "Như trên", "preface": "Theo kế hoạch"})
    evaluation.refresh_from_db()
    assert (evaluation.state, evaluation.number) == (State.AT_SIGNATURE, "")
    board.post(at("act", evaluation.pk, "chot"), PAPER | {"signed_on": f"{today():%d/%m/%Y}"})
    evaluation.refresh_from_db()
    assert (evaluation.state, evaluation.number, evaluation.signed_on) == (State.CLOSED, "12", today())
    shown = board.get(at("sheet", evaluation.pk, desk.unit.pk)).content.decode()
    assert "Tích cực, đều tay" in shown
    assert "<textarea" not in shown


def test_closing_proposes_no_number(desk: Desk, board: Client) -> None:
    evaluation = frozen_evaluation(by=desk.board)
    form = board.get(at("act", evaluation.pk, "chot")).context["form"]
    assert [form[name].value() for name in ("number", "symbol", "signed_on", "signer")] == [None] * 4
    answer = board.post(at("act", evaluation.pk, "chot"), PAPER | {"number": "", "signed_on": f"{today():%d/%m/%Y}"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["number"]


def test_a_kind_that_does_not_exist_is_no_choice(board: Client) -> None:
    answer = board.post(at("open"), {"first": "2025-01-01", "kinds": [10**30]})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["kinds"])
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize("unit", [0, 10**30])
def test_there_is_no_sheet_of_a_unit_that_does_not_exist(desk: Desk, board: Client, unit: int) -> None:
    assert board.get(at("sheet", open_evaluation(by=desk.board).pk, unit)).status_code == 404


@pytest.mark.parametrize("role", ["writer", "approver", ACCOUNTANT, ACCOUNT_HOLDER, ADMINISTRATOR])
def test_the_screens_are_the_boards_alone(desk: Desk, role: str) -> None:
    evaluation = closed_evaluation(by=desk.board)
    person = {"writer": desk.writer, "approver": desk.approver}.get(role) or UserFactory()
    if role not in {"writer", "approver"}:
        join_group(person, role)
    client = signed_in(person)
    addresses = [at(name) for name in NOT_FOR_STRANGERS] + [at(name, evaluation.pk) for name in OF_ONE]
    addresses += [at("act", evaluation.pk, act) for act in ACTS] + [at("sheet", evaluation.pk, desk.unit.pk)]
    addresses += [at("correct_points", PointsTable.objects.first().pk)]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert {client.post(address).status_code for address in addresses} <= {404, 405}


@pytest.mark.parametrize("state", list(State))
def test_every_screen_answers_in_every_state(desk: Desk, board: Client, state: State) -> None:
    evaluation = {
        State.OPEN: lambda: open_evaluation(by=desk.board),
        State.AT_SIGNATURE: lambda: frozen_evaluation(by=desk.board),
        State.CLOSED: lambda: closed_evaluation(by=desk.board),
        State.DROPPED: lambda: acts.drop(open_evaluation(by=desk.board), by=desk.board, reason="Nhầm"),
    }[state]()
    for act in ACTS:
        assert board.get(at("act", evaluation.pk, act)).status_code == 200
        assert board.post(at("act", evaluation.pk, act), {}).status_code in {302, 422}
        evaluation.refresh_from_db()
        if evaluation.state != state:
            break
    for name in OF_ONE:
        assert board.get(at(name, evaluation.pk)).status_code in {200, 404}


@pytest.mark.parametrize("act", ["rut-ve", "mo-lai"])
def test_a_refused_act_says_why(desk: Desk, board: Client, act: str) -> None:
    evaluation = open_evaluation(by=desk.board)
    answer = board.post(at("act", evaluation.pk, act), {"reason": "Vì sao"})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_the_second_editor_of_a_comment_finds_the_newer_text_beside_their_own(desk: Desk, board: Client) -> None:
    evaluation = open_evaluation(by=desk.board)
    acts.comment(evaluation, desk.unit, "Lời của người trước", by=desk.other_board, revision=0)
    answer = board.post(at("sheet", evaluation.pk, desk.unit.pk), {"text": "Lời của tôi", "revision": 0})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Lời của người trước" in shown
    assert "Lời của tôi" in shown
    board.post(at("sheet", evaluation.pk, desk.unit.pk), {"text": "Cả hai", "revision": 1})
    assert UnitComment.objects.latest_ones(evaluation).get().text == "Cả hai"


def test_the_table_is_narrowed_and_ordered(desk: Desk, board: Client) -> None:
    busy, other = make_unit("Công đoàn cơ sở Đường Hoa"), make_unit("Công đoàn cơ sở Nhà máy Chè")
    for month in (2, 8):
        publish(busy, on=dt.date(2025, month, 1))
    address = at("evaluation", open_evaluation(by=desk.board).pk)

    def names(**asked: str) -> list[str]:
        return [sheet.name for sheet in board.get(address, asked).context["items"]]

    assert names(q="duong hoa") == [busy.name_on(today())]
    assert names(sort="-points")[0] == busy.name_on(today())
    assert set(names(sort="points")) == {unit.name_on(today()) for unit in (busy, other, desk.unit)}
    assert names(kind=UnitKind.DEPARTMENT) != []
    assert names(place="ungraded") == []
    assert board.get(address, {"p": "99", "sort": "x", "place": "y"}).status_code == 200


def test_the_table_shows_fifty_units_to_a_page(desk: Desk, board: Client) -> None:
    for number in range(50):
        make_unit(f"Công đoàn cơ sở số {number}")
    evaluation = open_evaluation(by=desk.board)
    assert len(board.get(at("evaluation", evaluation.pk)).context["items"]) == 50
    assert len(board.get(at("evaluation", evaluation.pk), {"p": "2"}).context["items"]) == 1


@pytest.mark.parametrize("frozen", [False, True], ids=["open", "frozen"])
@pytest.mark.parametrize("name", ["evaluation", "letter", "docx", "xlsx", "sheet"])
def test_a_screen_costs_as_many_queries_for_many_units_as_for_one(
    desk: Desk, board: Client, name: str, frozen: bool
) -> None:
    def queries(year: int) -> int:
        make = frozen_evaluation if frozen else open_evaluation
        arguments = [make(by=desk.board, year=year).pk] + ([desk.unit.pk] if name == "sheet" else [])
        board.get(at(name, *arguments))
        with CaptureQueriesContext(connection) as captured:
            b"".join(board.get(at(name, *arguments)))
        return len(captured)

    publish(desk.unit, on=dt.date(2024, 3, 5))
    few = queries(2024)
    for number in range(12):
        unit = make_unit(f"Công đoàn cơ sở số {number}")
        publish(unit, on=dt.date(2025, 3, 5), event_date=dt.date(2025, 3, 1))
        publish(desk.unit, on=dt.date(2025, 3, 5))
    assert queries(2025) == few


def test_the_workbook_says_what_the_screen_says(desk: Desk, board: Client) -> None:
    publish(desk.unit, on=dt.date(2025, 3, 5), event_date=dt.date(2025, 3, 4), headline="=1+1")
    evaluation = frozen_evaluation(by=desk.board)
    file = b"".join(board.get(at("xlsx", evaluation.pk)))
    book = openpyxl.load_workbook(io.BytesIO(file))
    result = UnitResult.objects.get()
    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[0] == result.sheet["name"]]
    assert rows[0][4:8] == (2, 1, 2, 1)
    assert rows[0][11] == float(result.points)
    assert "'=1+1" in [cell for row in book.worksheets[3].iter_rows(values_only=True) for cell in row]


def test_a_table_of_points_is_confirmed_on_the_screen(desk: Desk, board: Client) -> None:
    sample = PointsTable.objects.get(kind=kind_of())
    address = at("correct_points", sample.pk)
    form = board.get(address).context["form"]
    assert form["source"].value() == ""
    given = {field.html_name: _typed(field.value()) for field in form}
    given |= {"source": "Hướng dẫn 05", "reason": "Xác nhận", "maximum": "20", "periods_points": "12,5"}
    answer = board.post(address, given)
    assert answer.status_code == 302, answer.context["form"].errors
    table = PointsTable.objects.on(today()).get(kind=kind_of())
    assert (table.is_sample, table.source, table.replaces) == (False, "Hướng dẫn 05", sample)
    expected = sample.plain_terms | {"maximum": "20", "periods": {"points": "12.5", "bands": []}}
    assert table.plain_terms == expected


def _typed(value: object) -> object:
    """A value as the browser sends it back."""
    return "on" if value is True else "" if value in (None, False) else str(value).replace(".", ",")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"maximum": "-1"}, "maximum"),
        ({"maximum": "nhiều"}, "maximum"),
        ({"use_periods": "on"}, "periods_points"),
        ({"use_timeliness": "on"}, "timeliness_bound_0"),
        ({"use_number": "on", "number_bound_0": "5"}, "number_gives_0"),
        (
            {
                "use_total": "on",
                "total_bound_0": "50",
                "total_gives_0": "1",
                "total_bound_1": "50",
                "total_gives_1": "2",
            },
            "total_bound_0",
        ),
        ({"use_genres": "on", "genres_limit": "1"}, "genres_limit"),
        ({"use_above": "on", "above_each": "1"}, "above_limit"),
        ({"use_returns": "on"}, "returns_each"),
        ({}, "__all__"),
        ({"kind": ""}, "kind"),
        ({"valid_from": "31/02/2026"}, "valid_from"),
        ({"source": " "}, "source"),
    ],
)
def test_a_table_that_says_nothing_clear_is_refused_where_it_is_unclear(
    desk: Desk, board: Client, given: dict, field: str
) -> None:
    whole = {
        "kind": kind_of().pk,
        "valid_from": "01/01/2026",
        "source": "Hướng dẫn 05",
        "maximum": "10",
        "owing_nothing": "ungraded",
        "gone_units": "annex",
    }
    answer = board.post(at("new_points"), whole | given)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert PointsTable.objects.filter(replaces=None, is_sample=False).count() == 0


def test_a_new_table_ends_the_one_before(desk: Desk, board: Client) -> None:
    sample = PointsTable.objects.get(kind=kind_of())
    form = board.get(at("new_points"), {"like": sample.pk}).context["form"]
    given = {field.html_name: _typed(field.value()) for field in form}
    board.post(at("new_points"), given | {"kind": kind_of().pk, "valid_from": "01/06/2026", "source": "Hướng dẫn 06"})
    sample.refresh_from_db()
    assert sample.valid_to == dt.date(2026, 6, 1)
    again = board.post(
        at("new_points"), given | {"kind": kind_of().pk, "valid_from": "01/06/2026", "source": "Hướng dẫn 07"}
    )
    assert again.status_code == 422


def test_the_first_day_of_the_year_is_set_on_the_screen(desk: Desk, board: Client) -> None:
    given = {
        "kind": kind_of().pk,
        "valid_from": "01/01/2026",
        "source": "Hướng dẫn",
        "month": "2",
        "day_of_month": "29",
    }
    assert board.post(at("new_calendar"), given).status_code == 422
    assert board.post(at("new_calendar"), given | {"month": "9", "day_of_month": "1"}).status_code == 302
    row = EvaluationCalendar.objects.get()
    correction = {"source": "Hướng dẫn", "month": "8", "day_of_month": "15", "reason": "Gõ nhầm"}
    board.post(at("correct_calendar", row.pk), correction)
    assert str(EvaluationCalendar.objects.standing().get()) == "15/08"
    assert board.post(at("correct_calendar", row.pk), correction).status_code == 422


def test_what_a_reopened_version_says_otherwise_is_listed(desk: Desk, board: Client) -> None:
    closed = closed_evaluation(by=desk.board)
    publish(desk.unit, on=dt.date(2025, 3, 5))
    again = acts.reopen(closed, by=desk.board, reason="Sót")
    [change] = board.get(at("differences", again.pk)).context["changes"]
    told = {name: (was, is_now) for name, was, is_now in change.changes}
    assert ("0/2", "1/2") in told.values()
    assert board.get(at("differences", closed.pk)).status_code == 404


class TestAUnitsResult:
    def result(self, desk: Desk) -> str:
        closed_evaluation(by=desk.board)
        return reverse("evaluation_results:result", args=[UnitResult.objects.get(unit=desk.unit).pk])

    def test_is_read_by_its_own_people(self, desk: Desk) -> None:
        address = self.result(desk)
        for person in (desk.writer, desk.approver, desk.board):
            shown = signed_in(person).get(address)
            assert shown.status_code == 200
            assert "12/TB-LĐLĐ" in shown.content.decode()

    def test_is_not_there_for_people_of_other_units_nor_for_strangers(self, desk: Desk) -> None:
        address = self.result(desk)
        assert signed_in(make_writer(make_unit("Công đoàn cơ sở B"))).get(address).status_code == 404
        accountant = UserFactory()
        join_group(accountant, ACCOUNTANT)
        assert signed_in(accountant).get(address).status_code == 404
        assert Client().get(address).status_code == 302

    def test_is_not_there_before_the_year_is_closed(self, desk: Desk) -> None:
        frozen_evaluation(by=desk.board)
        address = reverse("evaluation_results:result", args=[UnitResult.objects.get().pk])
        assert signed_in(desk.writer).get(address).status_code == 404

    def test_says_when_a_later_version_has_replaced_it(self, desk: Desk) -> None:
        address = self.result(desk)
        again = acts.reopen(Evaluation.objects.get(), by=desk.board, reason="Sót")
        acts.send_to_signature(again, by=desk.board, letter={"lines": [], "name": "", "recipients": [], "preface": ""})
        acts.close(again, by=desk.board, **(PAPER | {"number": "77"}))
        shown = signed_in(desk.writer).get(address).content.decode()
        assert "77/TB-LĐLĐ" in shown
