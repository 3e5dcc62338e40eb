"""Workbooks: what is a number or a day stays one, and no text does anything."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from cms.official_documents.workbooks import MOST_LETTERS, Sheet, workbook_file, xlsx_response


def read(*sheets: Sheet) -> Any:
    with workbook_file(sheets) as file:
        return load_workbook(BytesIO(file.read()))


def cells(*values: Any) -> list[Any]:
    headings = [f"Cột {number}" for number, _value in enumerate(values)]
    return list(read(Sheet("Bảng", headings, [values])).active[2])


def test_numbers_and_days_stay_numbers_and_days() -> None:
    whole, exact, day, empty = cells(7, Decimal("8.25"), dt.date(2026, 2, 28), None)
    assert (whole.value, whole.data_type) == (7, "n")
    assert (exact.value, exact.data_type) == (8.25, "n")
    assert (day.value.isoformat(), day.number_format) == ("2026-02-28T00:00:00", "dd/mm/yyyy")
    assert empty.value is None


def test_moments_become_local_ones() -> None:
    (moment,) = cells(dt.datetime(2026, 3, 31, 17, 30, tzinfo=dt.UTC))
    assert moment.value.isoformat() == "2026-04-01T00:30:00"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "＝1"], ids=ascii)
def test_text_that_reads_like_a_formula_is_only_text(text: str) -> None:
    (cell,) = cells(text)
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_text_without_what_no_workbook_holds_and_not_too_long() -> None:
    control, none, escape, long = cells("a\x00\x0bb", "a\ufffe\ud800b", "_x000D_", "á" * 40_000)
    assert (control.value, none.value) == ("ab", "ab")
    assert escape.value in ("_x000D_", "_x005F_x000D_")
    assert len(long.value) == MOST_LETTERS


def test_headings_stay_in_sight_and_can_be_filtered() -> None:
    rows = [[number, f"Đơn vị {number}"] for number in range(5)]
    page = read(Sheet("Đơn vị", ["STT", "Tên"], rows, widths=[6, 40], above=["Tính đến 31/03/2026"])).active
    assert page["A1"].value == "Tính đến 31/03/2026"
    assert page.freeze_panes == "A3"
    assert page.auto_filter.ref == "A2:B7"
    assert page.print_title_rows == "$2:$2"
    assert (page.column_dimensions["A"].width, page.column_dimensions["B"].width) == (6, 40)


def test_a_table_without_rows_has_its_headings() -> None:
    page = read(Sheet("Đơn vị", ["STT", "Tên"], [])).active
    assert [[cell.value for cell in row] for row in page.rows] == [["STT", "Tên"]]


def test_sheets_get_names_that_excel_accepts() -> None:
    title = "Quý I/2026: đơn vị có tin, bài [tất cả]"
    names = read(Sheet(title, ["a"], []), Sheet(title.upper(), ["a"], []), Sheet("'", ["a"], [])).sheetnames
    assert len({name.lower() for name in names}) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


@pytest.mark.parametrize(
    "sheets",
    [[], [Sheet("a", [], [])], [Sheet("a", ["b"], [["1", "2"]])]],
    ids=["no sheet", "no headings", "more cells than headings"],
)
def test_a_workbook_that_does_not_add_up_is_refused(sheets: list[Sheet]) -> None:
    with pytest.raises(ValueError, match=r"sheet|headings"):
        workbook_file(sheets)


def peak_of(rows: int) -> int:
    """The most bytes of Python's memory in use while a workbook of so many rows is written."""
    lines = ([number, f"Đơn vị {number}", dt.date(2026, 1, 1)] for number in range(rows))
    tracemalloc.start()
    workbook_file([Sheet("Bảng", ["a", "b", "c"], lines)]).close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_twenty_times_the_rows_take_no_more_memory() -> None:
    peak_of(10)
    assert peak_of(20_000) < peak_of(1_000) + 2 * 1024 * 1024


def test_a_download_has_a_name_and_is_kept_by_no_cache() -> None:
    response = xlsx_response("Tiến độ 2026.xlsx", [Sheet("Bảng", ["a"], [[1]])])
    content = b"".join(response.streaming_content)
    assert load_workbook(BytesIO(content)).active["A2"].value == 1
    assert "filename*=utf-8''Ti%E1%BA%BFn%20%C4%91%E1%BB%99%202026.xlsx" in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
