"""The screens of import and export: administrators' alone."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.spreadsheets.models import ImportFile
from cms.units.models import Unit
from cms.units.roles import ADMINISTRATOR
from tests.factories.news import Desk
from tests.factories.units import UserFactory, join_group
from tests.signing_in import signed_in
from tests.spreadsheets.files import xlsx
from tests.spreadsheets.large import large_register


@pytest.fixture
def office(administrator: User) -> Client:
    return signed_in(administrator)


def upload(office: Client, content: bytes, name: str = "so.xlsx") -> ImportFile | None:
    response = office.post(reverse("spreadsheets:upload"), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302
    return ImportFile.objects.order_by("pk").last()


def run(office: Client, file: ImportFile, digest: str | None = None) -> str:
    address = reverse("spreadsheets:import", args=[file.pk])
    response = office.post(address, {"digest": file.digest if digest is None else digest})
    return b"".join(response.streaming_content).decode()


def test_from_the_file_to_the_register(office: Client) -> None:
    file = upload(office, xlsx(**large_register(25, 30)))
    page = office.get(reverse("spreadsheets:file", args=[file.pk])).content.decode()
    assert reverse("spreadsheets:import", args=[file.pk]) in page
    grown = run(office, file)
    assert "<progress" in grown
    assert grown.rstrip().endswith("</html>")
    assert Unit.objects.filter(code="DV-0024").exists()
    file.refresh_from_db()
    assert file.imported_at
    assert office.get(reverse("spreadsheets:file", args=[file.pk])).status_code == 200


def test_problems_are_shown_and_there_is_no_way_on(office: Client) -> None:
    file = upload(office, xlsx(units=[["A", "<b>Tên</b>", "Không có loại này", "", "", "31/02/2025", "", ""]]))
    page = office.get(reverse("spreadsheets:file", args=[file.pk])).content.decode()
    assert "31/02/2025" in page
    assert reverse("spreadsheets:import", args=[file.pk]) not in page
    run(office, file)
    assert not Unit.objects.filter(code="A").exists()


def test_another_digest_imports_nothing(office: Client) -> None:
    file = upload(office, xlsx(**large_register(3, 3)))
    for digest in ("", "x", "0" * 64):
        run(office, file, digest)
    assert not Unit.objects.filter(code="DV-0001").exists()


def test_an_import_that_fails_on_the_way_says_so_and_keeps_nothing(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = upload(office, xlsx(**large_register(3, 3)))
    monkeypatch.setattr("cms.spreadsheets.entering.grant_roles", lambda *args, **kwargs: 1 / 0)
    page = run(office, file)
    assert "help-critical" in page
    assert page.rstrip().endswith("</html>")
    assert not Unit.objects.filter(code="DV-0001").exists()


def test_a_file_can_be_removed(office: Client) -> None:
    file = upload(office, xlsx(**large_register(3, 3)))
    assert office.post(reverse("spreadsheets:drop", args=[file.pk])).status_code == 302
    run(office, file)
    assert not Unit.objects.filter(code="DV-0001").exists()


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"PK\x03\x04"])
def test_rubbish_is_answered_in_words(office: Client, content: bytes) -> None:
    response = office.post(reverse("spreadsheets:upload"), {"file": SimpleUploadedFile("so.xlsx", content)})
    assert response.status_code in (302, 422)
    assert office.post(reverse("spreadsheets:upload"), {}).status_code == 422


def test_exports_are_downloads(office: Client) -> None:
    options = {"on": "22/11/2026", "form": "xlsx", "tables": ["units", "roles"]}
    response = office.post(reverse("spreadsheets:export"), options)
    assert response["Content-Disposition"].endswith('.xlsx"')
    response = office.post(reverse("spreadsheets:export"), options | {"form": "csv", "tables": ["units"]})
    assert b"".join(response.streaming_content).decode("utf-8-sig").startswith("Mã đơn vị,")
    assert office.get(reverse("spreadsheets:template"))["Content-Disposition"].endswith('.xlsx"')


@pytest.mark.parametrize(
    "wrong", [{"on": "31/02/2025"}, {"on": ""}, {"tables": []}, {"tables": ["x"]}, {"form": "pdf"}, {"form": "csv"}]
)
def test_an_export_that_cannot_be_is_refused_in_words(office: Client, wrong: dict) -> None:
    options = {"on": "22/11/2026", "form": "xlsx", "tables": ["units", "roles"]} | wrong
    response = office.post(reverse("spreadsheets:export"), options)
    assert response.status_code == 422
    assert "error-message" in response.content.decode()


def test_an_export_is_not_asked_by_a_link(office: Client) -> None:
    assert office.get(reverse("spreadsheets:export")).status_code == 405


def test_nobody_else_meets_these_screens(desk: Desk, administrator: User) -> None:
    file = upload(signed_in(administrator), xlsx(**large_register(3, 3)))
    accountant, other = UserFactory(), UserFactory()
    join_group(accountant, "Kế toán")
    join_group(other, ADMINISTRATOR)
    for person in (desk.writer, desk.approver, desk.board, accountant):
        client = signed_in(person)
        assert client.get(reverse("spreadsheets:index")).status_code == 404
        assert client.get(reverse("spreadsheets:template")).status_code == 404
        for name in ("export", "upload"):
            assert client.post(reverse(f"spreadsheets:{name}")).status_code == 404
        for name in ("import", "drop"):
            assert client.post(reverse(f"spreadsheets:{name}", args=[file.pk])).status_code == 404
    assert signed_in(other).get(reverse("spreadsheets:file", args=[file.pk])).status_code == 404
    assert Client().get(reverse("spreadsheets:index")).status_code == 302
    assert ImportFile.objects.get().is_waiting


def test_the_menu_shows_the_entry_to_administrators_only(desk: Desk, administrator: User) -> None:
    address = reverse("spreadsheets:index")
    assert address in signed_in(administrator).get(reverse("wagtailadmin_home")).content.decode()
    of_board = signed_in(desk.board).get(reverse("wagtailadmin_home")).content.decode()
    publications = reverse("spreadsheets:publications_index")
    assert publications in of_board
    assert address not in of_board.replace(publications, "")
