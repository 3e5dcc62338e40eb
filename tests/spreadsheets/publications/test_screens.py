"""The screens on which old items are imported: the board's and administrators'."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cms.accounts.models import User
from cms.spreadsheets.models import ImportFile, Subject
from cms.spreadsheets.publications.check import check_publications
from cms.spreadsheets.uploads import take_in
from cms.units.models import Publication, Unit
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from tests.factories.news import Desk
from tests.factories.units import UserFactory, join_group
from tests.signing_in import signed_in
from tests.spreadsheets.files import xlsx
from tests.spreadsheets.large import large_register
from tests.spreadsheets.publications.lists import listed, row


@pytest.fixture
def office(editor: User) -> Client:
    return signed_in(editor)


def upload(office: Client, content: bytes) -> ImportFile:
    address = reverse("spreadsheets:publications_upload")
    assert office.post(address, {"file": SimpleUploadedFile("tin-cu.xlsx", content)}).status_code == 302
    return ImportFile.objects.latest("pk")


def run(office: Client, file: ImportFile) -> str:
    response = office.post(reverse("spreadsheets:publications_import", args=[file.pk]), {"digest": file.digest})
    return b"".join(response.streaming_content).decode()


def test_from_the_list_to_the_record(office: Client, school: Unit) -> None:
    file = upload(office, listed(row()))
    page = office.get(reverse("spreadsheets:publications_file", args=[file.pk])).content.decode()
    assert reverse("spreadsheets:publications_import", args=[file.pk]) in page
    grown = run(office, file)
    assert "<progress" in grown
    assert grown.rstrip().endswith("</html>")
    assert reverse("spreadsheets:publications_index") in grown
    assert Publication.objects.count() == 1
    assert "tin-cu.xlsx" in office.get(reverse("spreadsheets:publications_index")).content.decode()


def test_problems_stop_the_import(office: Client, school: Unit) -> None:
    file = upload(office, listed(row(headline="<b>x</b>", day="31/02/2024")))
    page = office.get(reverse("spreadsheets:publications_file", args=[file.pk])).content.decode()
    assert "31/02/2024" in page
    assert reverse("spreadsheets:publications_import", args=[file.pk]) not in page
    run(office, file)
    assert Publication.objects.count() == 0


def test_a_file_can_be_removed(office: Client, school: Unit) -> None:
    file = upload(office, listed(row()))
    office.post(reverse("spreadsheets:publications_drop", args=[file.pk]))
    run(office, file)
    assert Publication.objects.count() == 0


def test_no_file_is_answered_in_words(office: Client) -> None:
    assert office.post(reverse("spreadsheets:publications_upload"), {}).status_code == 422


def test_the_template_can_be_filled_in_and_imported(office: Client, editor: User, school: Unit) -> None:
    response = office.get(reverse("spreadsheets:publications_template"))
    assert response["Content-Disposition"].endswith('.xlsx"')
    book = load_workbook(io.BytesIO(response.content))
    sheet = book["Tin, bài đã đăng"]
    offered = [cell.value for cell in next(book["Danh mục"].columns)]
    assert school.name_on(school.standing_versions[0].valid_from) in offered
    assert len(sheet.data_validations.dataValidation) == 4
    sheet.append(["Công đoàn cơ sở Trường A", "A", "Tin", "15/03/2024", "http://cu.example.vn/1", "Có", "", "", ""])
    file = io.BytesIO()
    book.save(file)
    found = check_publications("mau.xlsx", file.getvalue(), by=editor)
    assert (found.report.problems, found.plan.new()) == ([], {"publications": 1})


def test_the_two_kinds_of_files_do_not_mix(office: Client, editor: User, school: Unit) -> None:
    join_group(editor, ADMINISTRATOR)
    mine = take_in("so.xlsx", xlsx(**large_register(2, 2)), by=editor)
    old = upload(office, listed(row()))
    assert office.get(reverse("spreadsheets:publications_file", args=[mine.pk])).status_code == 404
    assert office.get(reverse("spreadsheets:file", args=[old.pk])).status_code == 404
    assert office.post(reverse("spreadsheets:import", args=[old.pk]), {"digest": old.digest}).status_code == 404
    mine.refresh_from_db()
    assert (mine.is_waiting, old.subject) == (True, Subject.PUBLICATIONS)


def test_nobody_else_meets_these_screens(desk: Desk, editor: User, school: Unit) -> None:
    file = upload(signed_in(editor), listed(row()))
    accountant = UserFactory()
    join_group(accountant, ACCOUNTANT)
    for person in (desk.writer, desk.approver, accountant):
        client = signed_in(person)
        assert client.get(reverse("spreadsheets:publications_index")).status_code == 404
        assert client.get(reverse("spreadsheets:publications_template")).status_code == 404
        assert client.post(reverse("spreadsheets:publications_upload")).status_code == 404
        for name in ("import", "drop"):
            assert client.post(reverse(f"spreadsheets:publications_{name}", args=[file.pk])).status_code == 404
    assert signed_in(desk.board).get(reverse("spreadsheets:publications_file", args=[file.pk])).status_code == 404
    assert Client().get(reverse("spreadsheets:publications_index")).status_code == 302
    assert signed_in(editor).get(reverse("spreadsheets:index")).status_code == 404


def test_the_menu_shows_the_entry_to_the_board_and_administrators(desk: Desk) -> None:
    address, administrator = reverse("spreadsheets:publications_index"), UserFactory()
    join_group(administrator, ADMINISTRATOR)
    for person in (desk.board, administrator):
        assert address in signed_in(person).get(reverse("wagtailadmin_home")).content.decode()
    assert address not in signed_in(desk.writer).get(reverse("wagtailadmin_home")).content.decode()
