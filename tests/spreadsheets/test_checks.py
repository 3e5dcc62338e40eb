"""What may come into the register, and what is refused, each by its row."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.accounts.models import User
from cms.spreadsheets.checking.check import check_file
from cms.units.models import Contributor, Membership, Role, Unit, UnitKind
from cms.units.people import supersede_role
from cms.units.successions import Decision, dissolve, rename
from tests.factories.units import UserFactory, add_member, make_unit
from tests.spreadsheets.files import xlsx
from tests.spreadsheets.importing import imported, messages, problems
from tests.spreadsheets.large import large_register

DAY = "01/07/2025"
JULY = dt.date(2025, 7, 1)
KIND = "Công đoàn cơ sở"
DECISION = Decision("7/QĐ-LĐLĐ", dt.date(2025, 6, 20))


def unit(code: str, name: str = "", parent: str = "", day: str = DAY) -> list[str]:
    return [code, name or f"Công đoàn {code}", KIND, parent, "", day, "", ""]


def coded(name: str, code: str) -> Unit:
    made = make_unit(name)
    made.code = code
    made.save()
    return made


@pytest.mark.parametrize("role", [None, "board"])
def test_nobody_but_administrators_checks_a_file(portal: None, role: str | None) -> None:
    with pytest.raises(PermissionDenied):
        check_file("so.xlsx", xlsx(units=[unit("A")]), by=UserFactory(board=bool(role)))


def test_parents_may_stand_in_any_row(administrator: User) -> None:
    imported(xlsx(units=[unit("C", parent="B"), unit("B", parent="A"), unit("A")]), by=administrator)
    by_code = {found.code: found for found in Unit.objects.exclude(code=None)}
    assert by_code["C"].version_on(JULY).parent == by_code["B"]
    assert by_code["B"].version_on(JULY).parent == by_code["A"]


def test_a_parent_must_live_as_long_as_what_stands_below_it(administrator: User) -> None:
    ended = coded("Liên đoàn cũ", "CU")
    dissolve(ended, decision=DECISION, day=JULY, by=administrator)
    rows = [unit("A", parent="CU"), unit("B", parent="CU", day="01/01/2024"), unit("C", day="01/01/2025")]
    rows += [unit("D", parent="C", day="01/12/2024"), unit("E", parent="C", day="02/01/2025")]
    assert [row for _sheet, row, _column in problems(xlsx(units=rows), by=administrator)] == [2, 3, 5]


def test_a_unit_below_itself_is_a_cycle_of_one(administrator: User) -> None:
    assert problems(xlsx(units=[unit("A", parent="a")]), by=administrator) == [("Đơn vị", 2, "Mã đơn vị cấp trên")]


def test_each_cycle_is_reported_once_and_what_hangs_on_it_not_at_all(administrator: User) -> None:
    rows = [unit("D", parent="B"), unit("A", parent="C"), unit("B", parent="A"), unit("C", parent="B")]
    rows += [unit("X", parent="Y"), unit("Y", parent="X")]
    found = check_file("so.xlsx", xlsx(units=rows), by=administrator).report.problems
    assert [problem.row for problem in found] == [3, 6]
    assert "A → C → B → A" in found[0].message


def test_what_the_register_says_of_a_unit_is_not_changed_by_import(administrator: User) -> None:
    made = coded("Công đoàn cơ sở A", "A")
    rename(made, "Công đoàn cơ sở A mới", decision=DECISION, day=JULY, by=administrator)
    same_then = ["A", "Công đoàn cơ sở A", KIND, "", "", "01/01/2020", "", ""]
    same_now = ["A", "Công đoàn cơ sở A mới", KIND, "", "", DAY, "7/QĐ-LĐLĐ", "20/06/2025"]
    for row in (same_then, same_now):
        checked = check_file("so.xlsx", xlsx(units=[row]), by=administrator)
        assert checked.report.problems == []
        assert checked.plan.unchanged == {"units": 1}
    other = ["A", "Tên khác", KIND, "", "5", DAY, "", ""]
    assert [column for _s, _r, column in problems(xlsx(units=[other]), by=administrator)] == [
        "Tên đơn vị",
        "Số đoàn viên",
    ]


def test_a_unit_without_a_code_is_named_by_its_address(administrator: User) -> None:
    made = make_unit("Công đoàn cơ sở Trường A")
    rows = [[f"/{made.slug}", "", "", "", "", "", "", ""]]
    checked = check_file("so.xlsx", xlsx(units=rows), by=administrator)
    assert (checked.report.problems, checked.plan.unchanged) == ([], {"units": 1})
    imported(xlsx(units=[unit("B", parent=f"/{made.slug}")]), by=administrator)
    assert Unit.objects.get(code="B").version_on(JULY).parent == made


def test_one_person_is_not_entered_twice_under_two_spellings(administrator: User) -> None:
    rows = [["", "Nông Văn An", "0912345678", ""], ["", "Nông Văn An", "+84 912 345 678", ""]]
    assert problems(xlsx(people=rows), by=administrator) == [("Người", 3, "Điện thoại")]


def test_a_person_of_the_register_is_known_by_name_number_or_address(administrator: User) -> None:
    UserFactory(username="an.nv", last_name="Nông Văn", first_name="An", phone="0912345678", email="an@example.com")
    for row in (["an.nv", "", "", ""], ["", "Nông Văn An", "912345678", ""], ["", "Nông Văn An", "", "AN@example.com"]):
        checked = check_file("so.xlsx", xlsx(people=[row]), by=administrator)
        assert (checked.report.problems, checked.plan.unchanged) == ([], {"people": 1})
    taken = [["binh.nv", "Nông Văn Bình", "0912 345 678", ""], ["", "Nông Văn Bình", "", "an@example.com"]]
    assert problems(xlsx(people=taken), by=administrator) == [("Người", 2, "Điện thoại"), ("Người", 3, "E-mail")]
    changed = [["an.nv", "Nông Văn An", "0987654321", ""]]
    assert problems(xlsx(people=changed), by=administrator) == [("Người", 2, "Điện thoại")]


def test_two_people_in_one_row_are_a_problem(administrator: User) -> None:
    UserFactory(username="an.nv", last_name="Nông Văn", first_name="An")
    UserFactory(username="an.nv2", last_name="Nông Văn", first_name="An", phone="0912345678")
    row = ["an.nv", "Nông Văn An", "0912345678", ""]
    assert problems(xlsx(people=[row]), by=administrator) == [("Người", 2, "Điện thoại")]


def test_namesakes_with_nothing_else_are_asked_for_more(administrator: User) -> None:
    rows = [["", "Nông Văn An", "", ""], ["", "Nông Văn An", "", ""], ["", "Nông Văn An", "0912345678", ""]]
    assert problems(xlsx(people=rows), by=administrator) == [("Người", 3, "Tên ngắn")]


def test_short_names_are_made_from_names_and_differ(administrator: User) -> None:
    UserFactory(username="an.nv")
    rows = [["", "Nông Văn An", f"091234567{number}", ""] for number in range(2)] + [["", "An", "0912345672", ""]]
    imported(xlsx(people=rows), by=administrator)
    assert set(User.objects.filter(phone_key__isnull=False).values_list("username", flat=True)) == {
        "an.nv2",
        "an.nv3",
        "an",
    }


def test_an_imported_person_cannot_sign_in_by_password(administrator: User) -> None:
    imported(xlsx(people=[["", "Nông Văn An", "0912 345 678", "An@Example.com"]]), by=administrator)
    person = User.objects.by_identifier("0912.345.678")
    assert person == User.objects.by_identifier("an@example.com")
    assert not person.has_usable_password()
    assert (person.last_name, person.first_name, person.phone) == ("Nông Văn", "An", "+84912345678")


def test_roles_are_granted_by_who_imports_and_never_to_themselves(administrator: User) -> None:
    coded("Công đoàn A", "A")
    person = UserFactory(username="an.nv")
    rows = [["an.nv", "A", "người duyệt", "Chủ tịch", DAY, "31/12/2025"]]
    imported(xlsx(roles=rows), by=administrator)
    role = Membership.objects.get(user=person)
    assert (role.granted_by, role.valid_from, role.valid_to) == (administrator, JULY, dt.date(2026, 1, 1))
    own = [["quan.tri", "A", "Người viết tin", "", DAY, ""]]
    assert problems(xlsx(roles=own), by=administrator) == [("Vai trò", 2, "Người")]


def test_a_role_on_days_of_another_one_is_refused_and_after_it_is_not(administrator: User) -> None:
    made = coded("Công đoàn A", "A")
    person = UserFactory(username="an.nv")
    add_member(made, Role.WRITER, person, valid_from=dt.date(2024, 1, 1), valid_to=JULY)
    before = ["an.nv", "A", "Người viết tin", "", "30/06/2025", ""]
    after = ["an.nv", "A", "Người viết tin", "", DAY, "31/07/2025"]
    later = ["an.nv", "A", "Người viết tin", "", "31/07/2025", ""]
    rows = [before, after, later]
    assert [row for _s, row, _c in problems(xlsx(roles=rows), by=administrator)] == [2, 4]


def test_a_role_that_was_taken_back_does_not_come_back_by_import(administrator: User) -> None:
    made = coded("Công đoàn A", "A")
    add_member(made, Role.WRITER, UserFactory(username="an.nv"), valid_from=JULY)
    supersede_role(Membership.objects.get(), reason="Nhầm người", by=administrator)
    row = ["an.nv", "A", "Người viết tin", "", DAY, ""]
    assert problems(xlsx(roles=[row]), by=administrator) == [("Vai trò", 2, "Từ ngày")]


def test_a_role_that_has_ended_since_stays_ended(administrator: User) -> None:
    made = coded("Công đoàn A", "A")
    add_member(made, Role.WRITER, UserFactory(username="an.nv"), valid_from=JULY, valid_to=dt.date(2026, 1, 1))
    row = ["an.nv", "A", "Người viết tin", "", DAY, ""]
    checked = check_file("so.xlsx", xlsx(roles=[row]), by=administrator)
    assert (checked.report.problems, checked.plan.unchanged) == ([], {"roles": 1})


def test_contributors_are_known_by_login_number_or_unit(administrator: User) -> None:
    made = coded("Công đoàn A", "A")
    login = UserFactory(username="an.nv")
    Contributor.objects.create(full_name="Nông Văn An", unit=made, user=login)
    Contributor.objects.create(full_name="Nông Thị Bình", unit=None, phone="0912 345 678")
    Contributor.objects.create(full_name="Nông Thị Cúc", unit=made)
    rows = [
        ["Nông Văn An", "", "A", "", "an.nv"],
        ["Nong Thi Binh", "", "", "+84912345678", ""],
        ["Nông Thị Cúc", "", "A", "", ""],
    ]
    checked = check_file("so.xlsx", xlsx(contributors=rows), by=administrator)
    assert (checked.report.problems, checked.plan.unchanged) == ([], {"contributors": 3})
    new = [["Nông Thị Cúc", "Hoa Cúc; Sơn Hà;", "", "", ""], ["Nông Thị Cúc", "", "", "", ""]]
    assert problems(xlsx(contributors=new), by=administrator) == [("Tác giả", 3, "Họ và tên")]


def test_an_unknown_code_is_answered_with_the_one_that_is_probably_meant(administrator: User) -> None:
    found = messages(xlsx(units=[unit("CDCS-001"), unit("X", parent="CDCS-01")]), by=administrator)
    assert len(found) == 1
    assert "CDCS-001" in found[0]


def test_a_kind_may_be_named_in_any_spelling(administrator: User) -> None:
    for spelling in ("công đoàn cơ sở", "CÔNG ĐOÀN CƠ SỞ", "Cong doan co so", UnitKind.GRASSROOTS):
        row = ["A", "Công đoàn A", spelling, "", "", DAY, "", ""]
        assert problems(xlsx(units=[row]), by=administrator) == []


def test_a_check_takes_a_constant_number_of_queries(administrator: User) -> None:
    counts = []
    for size in (1, 3, 30):
        with CaptureQueriesContext(connection) as queries:
            check_file("so.xlsx", xlsx(**large_register(size, 3 * size)), by=administrator)
        counts.append(len(queries))
    assert counts[1] == counts[2]
