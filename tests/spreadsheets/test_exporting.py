"""Exports: what is in them, who may have them, and that an import of them changes nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.spreadsheets.checking.check import check_file
from cms.spreadsheets.exporting import export_delimited, export_workbook, template
from cms.spreadsheets.tables import CONTRIBUTORS, PEOPLE, ROLES, TABLES, UNITS
from cms.units.days import today
from cms.units.models import Contributor, PenName, Role, Unit, UnitVersion
from cms.units.successions import Decision, rename
from cms.vietnamese.text import is_blank
from tests.factories.units import UserFactory, add_member, make_unit
from tests.spreadsheets.files import opened, xlsx
from tests.spreadsheets.importing import imported
from tests.spreadsheets.large import large_register

FORMULAS = ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "'=1", "''@x", "#N/A", "=cmd|' /C calc'!A0"]


def unchanged(content: bytes, name: str, by: User) -> dict[str, int]:
    checked = check_file(name, content, by=by)
    assert checked.report.problems == []
    assert checked.plan.is_empty
    return checked.plan.unchanged


def as_csv(table: object, by: User, with_contacts: bool = True) -> bytes:
    return "".join(export_delimited(table, on=today(), with_contacts=with_contacts, by=by)).encode()


@pytest.mark.parametrize("with_contacts", [False, True])
def test_an_import_of_an_export_changes_nothing(administrator: User, with_contacts: bool) -> None:
    imported(xlsx(**large_register(8, 24)), by=administrator)
    make_unit("Công đoàn không mã")
    options = {"on": today(), "with_contacts": with_contacts, "by": administrator}
    assert sum(unchanged(export_workbook(TABLES, **options), "so.xlsx", administrator).values()) == 10 + 25 + 24 + 8
    for table in TABLES:
        assert list(unchanged(as_csv(table, administrator, with_contacts), "x.csv", administrator)) == [table.key]


def test_an_export_of_an_earlier_day_changes_nothing_either(administrator: User) -> None:
    made = make_unit("Tên cũ")
    rename(made, "Tên mới", decision=Decision("1/QĐ", dt.date(2025, 6, 1)), day=dt.date(2025, 7, 1), by=administrator)
    content = export_workbook([UNITS], on=dt.date(2024, 1, 1), with_contacts=False, by=administrator)
    names = [row[1] for row in opened(content)["Đơn vị"].iter_rows(min_row=2, values_only=True)]
    assert names == ["Tên cũ"]
    assert unchanged(content, "so.xlsx", administrator) == {"units": 1}


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_an_export_is_a_formula(administrator: User, text: str) -> None:
    Contributor.objects.create(full_name=text, unit=None)
    content = export_workbook([CONTRIBUTORS], on=today(), with_contacts=True, by=administrator)
    cell = opened(content)["Tác giả"]["A2"]
    assert cell.data_type == "s"
    assert cell.value[0] not in "=+-@\t"
    line = as_csv(CONTRIBUTORS, administrator).decode().splitlines()[1]
    assert line.lstrip('"')[0] not in "=+-@\t"
    assert unchanged(content, "so.xlsx", administrator) == {"contributors": 1}


# Whatever a form of the register takes: not what a reader would see nothing of.
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40).filter(
    lambda text: not is_blank(text)
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=names, code=names, family=names, given_name=names, position=names, pen=names, author=names, phone=names)
def test_export_and_import_are_one_whatever_the_texts_are(administrator: User, **texts: str) -> None:
    with transaction.atomic():
        save = transaction.savepoint()
        made = make_unit("Công đoàn")
        UnitVersion.objects.filter(unit=made).update(name=texts["name"])
        Unit.objects.filter(pk=made.pk).update(code=texts["code"])
        person = UserFactory(username="an.nv", last_name=texts["family"], first_name=texts["given_name"])
        add_member(made, Role.APPROVER, person, position=texts["position"])
        author = Contributor.objects.create(full_name=texts["author"], unit=made, phone=texts["phone"][:40])
        PenName.objects.create(contributor=author, name=texts["pen"])
        options = {"on": today(), "with_contacts": True, "by": administrator}
        for content, name in [
            (export_workbook(TABLES, **options), "so.xlsx"),
            *((as_csv(table, administrator), "x.csv") for table in TABLES),
        ]:
            checked = check_file(name, content, by=administrator)
            assert checked.report.problems == []
            assert checked.plan.is_empty
        transaction.savepoint_rollback(save)


def test_numbers_and_addresses_leave_the_house_only_when_asked_for_and_recorded(administrator: User) -> None:
    UserFactory(username="an.nv", phone="0912345678", email="an@example.com")
    Contributor.objects.create(full_name="Nông Thị Bình", phone="0987 654 321")
    for table, secret in ((PEOPLE, "0912 345 678"), (PEOPLE, "an@example.com"), (CONTRIBUTORS, "0987 654 321")):
        assert secret not in as_csv(table, administrator, with_contacts=False).decode()
        assert secret in as_csv(table, administrator, with_contacts=True).decode()
    actions = list(ModelLogEntry.objects.filter(user=administrator).values_list("action", flat=True))
    assert actions.count("spreadsheets.export") == 6
    assert actions.count("spreadsheets.export_personal_data") == 3
    entry = ModelLogEntry.objects.filter(action="spreadsheets.export").first()
    assert "0912" not in str(entry.data)


def test_an_export_of_roles_is_no_reading_of_personal_data(administrator: User) -> None:
    as_csv(ROLES, administrator, with_contacts=True)
    assert not ModelLogEntry.objects.filter(action="spreadsheets.export_personal_data").exists()


def test_nobody_but_administrators_exports(portal: None) -> None:
    for person in (UserFactory(board=True), UserFactory()):
        with pytest.raises(PermissionDenied):
            export_workbook([UNITS], on=today(), with_contacts=False, by=person)
        with pytest.raises(PermissionDenied):
            export_delimited(PEOPLE, on=today(), with_contacts=False, by=person)
        with pytest.raises(PermissionDenied):
            template(by=person)
    assert not ModelLogEntry.objects.filter(action="spreadsheets.export").exists()


def test_an_export_takes_a_constant_number_of_queries(administrator: User, django_assert_max_num_queries) -> None:
    for size in (4, 16):
        imported(xlsx(**large_register(size, 3 * size)), by=administrator)
        with django_assert_max_num_queries(60):
            export_workbook(TABLES, on=today(), with_contacts=True, by=administrator)


def test_the_template_has_explanations_lists_and_text_columns(administrator: User) -> None:
    make_unit("Công đoàn A")
    workbook = opened(template(by=administrator))
    assert workbook.sheetnames == ["Hướng dẫn", *(table.title for table in TABLES), "Danh mục"]
    assert workbook["Danh mục"].sheet_state == "hidden"
    people = workbook["Người"]
    assert people["C1"].comment.text
    assert people.column_dimensions["C"].number_format == "@"
    units = workbook["Đơn vị"]
    lists = {str(found.sqref).split("2:")[0]: found.formula1 for found in units.data_validations.dataValidation}
    assert set(lists) == {"C", "D"}
    assert "'Danh mục'" in lists["C"]
    assert "Công đoàn cơ sở" in [cell.value for cell in workbook["Danh mục"]["A"]]


def test_the_template_itself_has_nothing_to_import(administrator: User) -> None:
    problems = check_file("mau.xlsx", template(by=administrator), by=administrator).report.problems
    assert len(problems) == 1
    assert problems[0].row == 0
