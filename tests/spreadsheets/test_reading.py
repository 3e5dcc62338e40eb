"""Files as they come: workbooks and text of many makes, good and bad."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from cms.spreadsheets.reading.files import read_file
from tests.spreadsheets.files import book, csv_text, saved, xlsx

UNIT = ["CD-1", "Công đoàn A", "Công đoàn cơ sở", "", "10", "01/07/2025", "", ""]


def entries(name: str, content: bytes, key: str = "units") -> list[tuple[int, dict]]:
    file = read_file(name, content)
    assert file.report.problems == []
    return [(entry.row, entry.values) for entry in file.sheets[key].entries]


def refused(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as refusal:
        read_file(name, content)
    return refusal.value.messages[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimited_text_is_read_as_programs_write_it(delimiter: str, encoding: str) -> None:
    content = csv_text("units", [UNIT], delimiter).encode(encoding)
    (row, values) = entries("don-vi.csv", content)[0]
    assert (row, values["name"], values["size"]) == (2, "Công đoàn A", 10)


def test_which_table_a_text_is_stands_in_its_headings() -> None:
    content = csv_text("roles", [["an.nv", "CD-1", "Người viết tin", "", "1/7/2025", ""]]).encode()
    assert entries("bang-1.csv", content, "roles")[0][1]["person"] == "an.nv"


def test_rows_are_numbered_as_the_program_shows_them() -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Đơn vị"
    sheet["A1"] = "DANH SÁCH ĐƠN VỊ"
    for column, heading in enumerate(["MÃ ĐƠN VỊ ", "Tên đơn vị (*)", "loại", "Từ  ngày"], start=2):
        sheet.cell(4, column, heading)
    for column, value in enumerate(["CD-1", "Công đoàn A", "Công đoàn cơ sở", "1/7/2025"], start=2):
        sheet.cell(9, column, value)
    assert [row for row, _values in entries("so.xlsx", saved(workbook))] == [9]


def test_the_example_of_the_template_is_left_out() -> None:
    example = ["Ví dụ: CDCS-001", "Công đoàn B", "Công đoàn cơ sở", "", "", "01/07/2025", "", ""]
    assert [row for row, _values in entries("so.xlsx", xlsx(units=[example, UNIT]))] == [3]


def test_a_misspelt_heading_is_reported_and_the_column_read_as_what_is_meant() -> None:
    workbook = book(units=[UNIT])
    workbook["Đơn vị"]["B1"] = "Tên đơn vj"
    workbook["Đơn vị"]["C1"] = "Lọai"
    file = read_file("so.xlsx", saved(workbook))
    assert [(problem.row, problem.column) for problem in file.report.problems] == [(1, "Tên đơn vj")]
    assert file.sheets["units"].entries[0]["name"] == "Công đoàn A"


def test_a_missing_column_is_reported_once_and_not_for_every_row() -> None:
    workbook = book(units=[UNIT, UNIT])
    workbook["Đơn vị"].delete_cols(3)
    problems = read_file("so.xlsx", saved(workbook)).report.problems
    assert [(problem.row, problem.column) for problem in problems] == [(1, "Loại")]


def test_a_sheet_without_headings_is_reported() -> None:
    workbook = book(units=[UNIT])
    workbook["Đơn vị"].delete_rows(1)
    assert [problem.row for problem in read_file("so.xlsx", saved(workbook)).report.problems] == [1]


def test_an_empty_sheet_and_a_strange_one_are_noted() -> None:
    workbook = book(units=[UNIT])
    workbook.create_sheet("Người")
    workbook.create_sheet("Ghi chú").append(["Nhớ hỏi lại anh Bình"])
    file = read_file("so.xlsx", saved(workbook))
    assert file.report.problems == []
    assert sorted(note.sheet for note in file.report.notes) == ["Ghi chú", "Người"]


def test_hidden_sheets_do_not_count() -> None:
    workbook = book(units=[UNIT])
    workbook.copy_worksheet(workbook["Đơn vị"]).sheet_state = "hidden"
    assert len(entries("so.xlsx", saved(workbook))) == 1


def test_a_table_twice_is_a_problem() -> None:
    workbook = book(units=[UNIT])
    workbook.copy_worksheet(workbook["Đơn vị"]).title = "Danh sách đơn vị"
    assert [problem.sheet for problem in read_file("so.xlsx", saved(workbook)).report.problems] == ["Danh sách đơn vị"]


def test_a_sheet_with_a_cell_in_its_last_row_is_read_in_time() -> None:
    workbook = book(units=[UNIT])
    workbook["Đơn vị"].cell(1_048_576, 2, "Công đoàn cuối")
    assert [row for row, _values in entries("so.xlsx", saved(workbook))] == [2, 1_048_576]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("so.csv", csv_text("units", [UNIT]).encode("cp1258", errors="replace")),
        ("so.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 100),
        ("so.xlsx", b"PK\x03\x04 and nothing more"),
        ("so.pdf", b"%PDF-1.7"),
        ("so.csv", b""),
        ("so.csv", b"a,b\n1,2\n"),
        ("so.csv", csv_text("units", []).encode()),
        ("so.csv", b"\xff\xfe\x00"),
        ("so.csv", b'"M\xc3\xa3 \xc4\x91' + b"x" * 200_000 + b'"'),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(name: str, content: bytes) -> None:
    assert refused(name, content)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (70 * 1024 * 1024))
    assert refused("so.xlsx", file.getvalue())


def test_damaged_workbooks_are_refused_in_words_or_read_as_they_were() -> None:
    content = xlsx(units=[UNIT])
    whole = read_file("so.xlsx", content)
    refusals, read = [], 0
    for cut in range(4, len(content), 97):
        for damaged in (content[:cut], content[:cut] + b"\0" + content[cut + 1 :]):
            try:
                file = read_file("so.xlsx", damaged)
            except ValidationError as refusal:
                refusals.append(refusal.messages[0])
            else:
                assert file.report.problems or file.sheets["units"].entries == whole.sheets["units"].entries
                read += 1
    assert all(refusals)
    assert len(refusals) > read
    with pytest.raises(ValidationError):
        read_file("so.xlsx", content[: len(content) // 2])
