"""What a list of old items is told about each of its rows before anything is written."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.accounts.models import User
from cms.spreadsheets.publications.check import check_publications
from cms.units.days import today
from cms.units.models import Contributor, PenName, Publication, Unit, UnitKind
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from cms.units.successions import Decision, NewUnit, dissolve, merge, rename
from tests.factories.units import UserFactory, join_group, make_unit, make_writer
from tests.spreadsheets.publications.lists import checked, imported, listed, noted, problems, row, said

DECISION = Decision("7/QĐ-LĐLĐ", dt.date(2025, 6, 20))
JULY = dt.date(2025, 7, 1)


def test_the_board_and_administrators_check_and_nobody_else(editor: User, school: Unit) -> None:
    administrator, accountant = UserFactory(), UserFactory()
    join_group(administrator, ADMINISTRATOR)
    join_group(accountant, ACCOUNTANT)
    for person in (editor, administrator):
        assert checked(row(), by=person).plan.new() == {"publications": 1}
    for person in (accountant, make_writer(school)):
        with pytest.raises(PermissionDenied):
            checked(row(), by=person)


def test_a_row_becomes_a_publication_of_its_unit(editor: User, school: Unit) -> None:
    plan = checked(row(address="http://cu.example.vn/1", sections="Hoạt động; Tin cơ sở"), by=editor).plan
    found = plan.publications[0]
    assert (found.units, found.headline, found.day) == ((school,), "Công đoàn trường tặng quà", dt.date(2024, 3, 15))
    assert (found.was_paid, found.genre_code, found.sections) == (True, "tin", ("Hoạt động", "Tin cơ sở"))


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"units": ""}, "Đơn vị"),
        ({"units": "Không có đơn vị này"}, "Đơn vị"),
        ({"units": "CD-A; CD-A"}, None),
        ({"units": "CD-A; Công đoàn cơ sở Trường A"}, "Đơn vị"),
        ({"headline": ""}, "Tiêu đề"),
        ({"headline": "x" * 256}, "Tiêu đề"),
        ({"headline": "=A1"}, "Tiêu đề"),
        ({"day": ""}, "Ngày đăng"),
        ({"day": "31/02/2024"}, "Ngày đăng"),
        ({"day": "01/01/1990"}, "Ngày đăng"),
        ({"day": "15/03/2204"}, "Ngày đăng"),
        ({"address": "xem ở đây"}, "Địa chỉ"),
        ({"paid": ""}, "Đã chi nhuận bút"),
        ({"paid": "có lẽ"}, "Đã chi nhuận bút"),
        ({"paid": "Không rõ"}, None),
        ({"authors": "A (60%); B (60%)"}, "Tác giả"),
        ({"authors": ""}, None),
        ({"genre": "Thơ ca hò vè"}, "Thể loại"),
    ],
)
def test_each_mistake_is_named_by_its_row_and_column(
    editor: User, school: Unit, cells: dict[str, str], column: str | None
) -> None:
    expected = [(3, column)] if column else []
    assert problems(row(headline="Tin không có lỗi"), row(**cells), by=editor) == expected


def test_tomorrow_is_no_day_of_a_publication(editor: User, school: Unit) -> None:
    assert problems(row(day=today() + dt.timedelta(days=1)), by=editor) == [(2, "Ngày đăng")]
    assert problems(row(day=today()), by=editor) == []


def test_a_column_that_is_needed_and_missing_is_named(editor: User, school: Unit) -> None:
    content = listed(row(), keys=("units", "authors", "headline", "day"))
    found = check_publications("tin-cu.xlsx", content, by=editor).report.problems
    assert [problem.column for problem in found] == ["Đã chi nhuận bút"]


def test_a_delimited_list_of_another_program_is_read_too(editor: User, school: Unit) -> None:
    text = "Tên đơn vị;Người viết;Tít;Link;Thời gian đăng;Nhuận bút\r\n"
    text += "Công đoàn cơ sở Trường A;Nông Văn An;Tặng quà;http://cu.example.vn/1;15/03/2024 08:30;Chưa\r\n"
    found = check_publications("bao-cao.csv", text.encode("utf-8-sig"), by=editor)
    assert found.report.problems == []
    assert (found.plan.publications[0].was_paid, found.plan.publications[0].units) == (False, (school,))


@pytest.mark.parametrize("content", [b"", b"\0\1", b"PK\x03\x04", "Một dòng".encode()])
def test_rubbish_is_one_problem_in_words(editor: User, content: bytes) -> None:
    assert len(check_publications("tin-cu.xlsx", content, by=editor).report.problems) == 1


# Units


@pytest.mark.parametrize("reference", ["cd-a", "công đoàn cơ sở  trường a", "Cong doan co so Truong A"])
def test_a_unit_is_named_by_code_or_by_name_in_any_spelling(editor: User, school: Unit, reference: str) -> None:
    assert checked(row(units=reference), by=editor).plan.publications[0].units == (school,)


def test_a_unit_without_a_code_is_named_by_its_address(editor: User) -> None:
    unit = make_unit("Công đoàn B")
    assert checked(row(units=f"/{unit.slug}"), by=editor).plan.publications[0].units == (unit,)


def test_the_name_of_the_day_counts(editor: User, school: Unit) -> None:
    rename(school, "Công đoàn cơ sở Trường B", decision=DECISION, day=JULY, by=keeper())
    newer = make_unit("Công đoàn cơ sở Trường A", on=JULY)
    rows = [row(units="Công đoàn cơ sở Trường A", day=day, headline=day) for day in ("30/06/2025", "01/07/2025")]
    assert [found.units for found in checked(*rows, by=editor).plan.publications] == [(school,), (newer,)]


def test_a_name_of_another_day_is_understood_and_noted(editor: User, school: Unit) -> None:
    rename(school, "Công đoàn cơ sở Trường B", decision=DECISION, day=JULY, by=keeper())
    assert "Trường B" in noted(row(units="Công đoàn cơ sở Trường A", day="02/07/2025"), by=editor)
    assert noted(row(units="CD-A", day="02/07/2025", authors=""), by=editor).count("Trường") == 0


def test_two_units_of_one_name_are_asked_for_their_codes(editor: User, school: Unit) -> None:
    other = make_unit("Công đoàn cơ sở Trường A")
    message = said(row(units="Công đoàn cơ sở Trường A"), by=editor)
    assert "CD-A" in message
    assert other.slug in message


def test_a_name_that_is_nearly_one_of_the_register_is_answered_with_it(editor: User, school: Unit) -> None:
    assert "Công đoàn cơ sở Trường A" in said(row(units="Công đoàn cơ xở Trường A"), by=editor)


def test_of_a_unit_that_was_gone_the_successor_is_named(editor: User, school: Unit) -> None:
    other = make_unit("Công đoàn cơ sở Trường B")
    heir = merged([school, other])
    assert problems(row(day="30/06/2025"), by=editor) == []
    assert heir.name_on(JULY) in said(row(day="01/07/2025"), by=editor)


def test_of_a_dissolved_unit_there_is_no_successor_to_name(editor: User, school: Unit) -> None:
    dissolve(school, decision=DECISION, day=JULY, by=keeper())
    assert problems(row(day="01/07/2025"), by=editor) == [(2, "Đơn vị")]
    assert problems(row(day="30/06/2025"), by=editor) == []


def test_a_day_before_the_founding_is_taken_over_with_a_note(editor: User) -> None:
    make_unit("Công đoàn cơ sở Trường C", on=JULY)
    message = noted(row(units="Công đoàn cơ sở Trường C", day="15/03/2024"), by=editor)
    assert "01/07/2025" in message


def test_what_a_merged_unit_came_out_of_stands_in_the_note(editor: User, school: Unit) -> None:
    heir = merged([school, make_unit("Công đoàn cơ sở Trường B")])
    assert "CD-A" in noted(row(units=heir.name_on(JULY), day="30/06/2025"), by=editor)


def test_an_item_of_several_units_names_them_all(editor: User, school: Unit) -> None:
    other = make_unit("Công đoàn cơ sở Trường B")
    found = checked(row(units="CD-A; Công đoàn cơ sở Trường B"), by=editor).plan.publications[0]
    assert found.units == (school, other)


# People


def test_an_author_is_a_contributor_of_the_unit_by_exactly_that_name(editor: User, school: Unit) -> None:
    author = Contributor.objects.create(full_name="Nông Văn An", unit=school)
    PenName.objects.create(contributor=author, name="Hoài An")
    Contributor.objects.create(full_name="Trần Thị Bình", unit=make_unit("Công đoàn B"))
    names = "Nông Văn An; Trần Thị Bình; Nong Van An"
    lines = checked(row(authors=names, photographers="hoài an"), by=editor).plan.publications[0].bylines
    assert [(line.contributor_id, line.role) for line in lines] == [
        (author.pk, "text"),
        (None, "text"),
        (None, "text"),
        (author.pk, "photo"),
    ]


def test_namesakes_of_a_unit_are_not_guessed_at(editor: User, school: Unit) -> None:
    for _number in range(2):
        Contributor.objects.create(full_name="Nông Văn An", unit=school)
    assert checked(row(), by=editor).plan.publications[0].bylines[0].contributor_id is None


def test_two_entries_of_one_person_are_one_person(editor: User, school: Unit) -> None:
    author = Contributor.objects.create(full_name="Nông Văn An", unit=school)
    Contributor.objects.create(full_name="Nông Văn An", unit=school, merged_into=author)
    assert checked(row(), by=editor).plan.publications[0].bylines[0].contributor_id == author.pk


def test_an_author_whose_unit_was_merged_is_found_in_its_heir(editor: User, school: Unit) -> None:
    heir = merged([school, make_unit("Công đoàn cơ sở Trường B")])
    author = Contributor.objects.create(full_name="Nông Văn An", unit=heir)
    assert checked(row(day="30/06/2025"), by=editor).plan.publications[0].bylines[0].contributor_id == author.pk


def test_a_note_that_many_rows_share_is_said_once(editor: User, school: Unit) -> None:
    rows = [row(headline=f"Tin {number}") for number in range(40)]
    notes = checked(*rows, by=editor).report.notes
    assert [(note.row, "39" in note.message) for note in notes] == [(2, True)]


# Twice


def test_two_rows_with_one_address_are_a_problem(editor: User, school: Unit) -> None:
    rows = [row(address="http://cu.example.vn/1"), row(headline="Khác", address="https://www.cu.example.vn/1/#x")]
    assert problems(*rows, by=editor) == [(3, "Địa chỉ")]


def test_two_rows_without_address_and_with_the_same_headline_day_and_unit_are_a_problem(
    editor: User, school: Unit
) -> None:
    assert problems(row(), row(headline="công đoàn trường  tặng quà"), by=editor) == [(3, "Tiêu đề")]
    assert problems(row(), row(day="16/03/2024"), by=editor) == []


def test_the_same_headline_at_two_addresses_is_noted_and_at_one_known_address_refused(
    editor: User, school: Unit
) -> None:
    first, second = row(address="http://cu.example.vn/1"), row(address="http://cu.example.vn/2")
    assert "2" in noted(first, second, by=editor)
    assert problems(first, row(), by=editor) == [(3, "Tiêu đề")]


def test_a_check_takes_a_constant_number_of_queries_and_writes_nothing(editor: User, school: Unit) -> None:
    imported(row(headline="Đã có", address="http://cu.example.vn/0"), by=editor)
    counts = []
    for size in (2, 200):
        rows = [row(headline=f"Tin {number}", address=f"http://cu.example.vn/{number}") for number in range(size)]
        with CaptureQueriesContext(connection) as queries:
            checked(*rows, by=editor)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
    assert Publication.objects.count() == 1


def keeper() -> User:
    """An administrator, who carries out what becomes of units."""
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    return administrator


def merged(units: list[Unit]) -> Unit:
    """A new unit that takes others in from July 2025 on."""
    kind = UnitKind.objects.get(code=UnitKind.GRASSROOTS)
    new = NewUnit(name="Công đoàn cơ sở phường Sơn Bình", kind=kind, parent=None)
    return merge(units, new, decision=DECISION, day=JULY, by=keeper()).units_on("to")[0]
