"""The trail as a table: complete, harmless to the program that opens it, and written down."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.audit import exports
from cms.audit.cells import neutral, plain
from cms.audit.trail import record
from tests.factories.news import Desk
from tests.factories.units import ContributorFactory
from tests.signing_in import signed_in


def export(reader: User, kind: str, **asked: Any) -> HttpResponse:
    return signed_in(reader).get(reverse("audit:entries"), {"export": kind, **asked})


def content(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content)


def table(reader: User, kind: str, **asked: Any) -> list[list[str]]:
    body = content(export(reader, kind, **asked))
    if kind == "csv":
        return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    return [[cell or "" for cell in row] for row in load_workbook(io.BytesIO(body)).active.values]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_has_every_entry_that_was_asked_for(
    administrator: User, desk: Desk, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "BATCH", 2)
    for _time in range(5):
        record("wagtail.edit", desk.unit, by=desk.board, data={"reason": "Đại hội"})
    headings, *rows = table(administrator, kind, action="wagtail.edit", text=str(desk.unit))
    assert len(rows) == 5
    assert all(str(desk.board) in row and str(desk.unit) in row for row in rows)
    assert all("Đại hội" in " ".join(row) for row in rows)
    assert len(headings) == len(rows[0])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1"])
def test_no_cell_is_a_formula(administrator: User, desk: Desk, kind: str, name: str) -> None:
    record("wagtail.edit", ContributorFactory(full_name=name), by=administrator)
    cells = [cell for row in table(administrator, kind) for cell in row]
    assert f"'{name}" in cells
    assert name not in cells


def test_the_workbook_has_text_only(administrator: User, desk: Desk) -> None:
    record("wagtail.edit", ContributorFactory(full_name="=1+1"), by=administrator)
    sheet = load_workbook(io.BytesIO(content(export(administrator, "xlsx")))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_name_with_signs_that_no_workbook_holds_is_exported(administrator: User, desk: Desk) -> None:
    record("wagtail.edit", ContributorFactory(full_name="Nông\x0b Văn\x01 K"), by=administrator)
    assert export(administrator, "xlsx").status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_is_written_down_with_what_was_asked(administrator: User, desk: Desk, kind: str) -> None:
    record("wagtail.edit", desk.unit, by=desk.board)
    export(administrator, kind, action="wagtail.edit")
    entry = ModelLogEntry.objects.get(action="audit.export")
    assert entry.user_id == administrator.pk
    assert entry.data["format"] == kind
    assert entry.data["entries"] >= 1
    assert entry.data["filters"] == {"action": "wagtail.edit"}


def test_a_question_that_makes_no_sense_exports_nothing(administrator: User, desk: Desk) -> None:
    record("wagtail.edit", desk.unit, by=desk.board)
    assert len(table(administrator, "csv", first="khong phai ngay")) == 1


def test_it_is_kept_in_no_cache(administrator: User) -> None:
    assert "no-store" in export(administrator, "csv")["Cache-Control"]


values = st.one_of(st.text(), st.integers(), st.none(), st.from_regex(r"\A'*\s*[=+@-].*\Z"))


@given(value=values)
@example(value="'=1")
@example(value="''")
def test_what_is_made_harmless_can_be_read_back(value: object) -> None:
    made = neutral(value)
    assert plain(made) == value
    assert not isinstance(made, str) or made[:1] not in {*"=+-@\t\r\n"}
