"""What a letter says where the decree prescribes it: number, day, names, recipients, signature."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from cms.official_documents.parts import Annex, Heading, Signature, Table
from tests.official_documents.letters import HEAD, lines_of_letter, make_letter

ROOM = "\u00a0"


def test_an_unsigned_letter_leaves_room_for_number_day_and_month() -> None:
    lines = lines_of_letter(make_letter())
    number = next(line for line in lines if line.startswith("Số:"))
    day = next(line for line in lines if line.startswith("Sơn Bình, ngày"))
    assert number == f"Số: {ROOM * 7}/TB-LĐLĐ"
    assert day == f"Sơn Bình, ngày{ROOM * 6}tháng{ROOM * 6}năm 2026"


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (dt.date(2026, 1, 5), "Sơn Bình, ngày 05 tháng 01 năm 2026"),
        (dt.date(2026, 2, 10), "Sơn Bình, ngày 10 tháng 02 năm 2026"),
        (dt.date(2026, 3, 31), "Sơn Bình, ngày 31 tháng 3 năm 2026"),
        (dt.date(2026, 12, 9), "Sơn Bình, ngày 09 tháng 12 năm 2026"),
    ],
)
def test_small_days_and_months_have_a_zero_that_nobody_can_change(day: dt.date, printed: str) -> None:
    assert printed in lines_of_letter(make_letter(signed_on=day))


@pytest.mark.parametrize(
    ("number", "printed"), [("7", "Số: 07/BC-LĐLĐ"), ("12", "Số: 12/BC-LĐLĐ"), ("7a", "Số: 7a/BC-LĐLĐ")]
)
def test_the_letter_has_its_own_number_and_symbol(number: str, printed: str) -> None:
    assert printed in lines_of_letter(make_letter(number=number, symbol="BC-LĐLĐ"))


def test_names_are_printed_in_capitals_and_broken_evenly() -> None:
    lines = lines_of_letter(make_letter())
    assert lines[:4] == ["TỔNG LIÊN ĐOÀN", "LAO ĐỘNG VIỆT NAM", "LIÊN ĐOÀN LAO ĐỘNG", "TỈNH SƠN BÌNH"]


def test_the_office_may_break_its_name_where_it_likes() -> None:
    letterhead = replace(HEAD, superior_body="", issuing_body="Công đoàn Viên chức\r\ntỉnh Sơn Bình")
    assert lines_of_letter(make_letter(), letterhead)[:2] == ["CÔNG ĐOÀN VIÊN CHỨC", "TỈNH SƠN BÌNH"]


def test_without_a_place_there_is_room_for_it() -> None:
    assert any(line.startswith("…………, ngày") for line in lines_of_letter(make_letter(), replace(HEAD, place=" ")))


def test_recipients_are_listed_as_the_decree_wants_however_they_were_typed() -> None:
    lines = lines_of_letter(make_letter(recipients=["- Các đơn vị;", "  ", "– Lưu: VT."]))
    first = lines.index("Nơi nhận:")
    assert lines[first + 1 : first + 3] == ["- Các đơn vị;", "- Lưu: VT."]


def test_without_recipients_nothing_is_announced() -> None:
    assert "Nơi nhận:" not in lines_of_letter(make_letter(recipients=[]))


def test_who_signs_stands_in_capitals_and_the_name_as_it_is() -> None:
    lines = lines_of_letter(make_letter(signature=Signature(["KT. Chủ tịch", "Phó Chủ tịch"], "Đỗ Thị Bình")))
    assert [line for line in lines if line][-3:] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Đỗ Thị Bình"]


def test_an_annex_names_the_letter_that_it_belongs_to() -> None:
    letter = make_letter(number="9", signed_on=dt.date(2026, 4, 3), annexes=[Annex("Phụ lục I", "Đơn vị")])
    lines = lines_of_letter(letter)
    assert "(Kèm theo Thông báo số 09/TB-LĐLĐ ngày 03 tháng 4 năm 2026 của Liên đoàn Lao động tỉnh Sơn Bình)" in lines
    assert lines[lines.index("Phụ lục I") + 1] == "ĐƠN VỊ"


def test_an_annex_that_stands_alone_names_no_letter() -> None:
    lines = lines_of_letter(make_letter(annexes=[Annex("Phụ lục nội bộ", stands_alone=True)]))
    assert not any("Kèm theo" in line for line in lines)


def test_a_table_without_rows_says_so() -> None:
    assert "(Không có)" in lines_of_letter(make_letter(body=[Table(["STT", "Đơn vị"], [])]))


@pytest.mark.parametrize(
    "table",
    [
        Table([], []),
        Table(["a", "b"], [["1"]]),
        Table(["a", "b"], [["1", "2", "3"]]),
        Table(["a", "b"], [["1", "2"]], total=["1"]),
        Table(["a", "b"], [["1", "2"]], widths=[10]),
        Table(["a", "b"], [["1", "2"]], widths=[10, 0]),
    ],
    ids=["no columns", "short row", "long row", "short total", "too few widths", "no width"],
)
def test_a_table_that_does_not_add_up_is_refused(table: Table) -> None:
    with pytest.raises(ValueError, match=r"table|column|cells"):
        lines_of_letter(make_letter(body=[table]))


@pytest.mark.parametrize("level", [0, 4])
def test_there_are_three_levels_of_headings(level: int) -> None:
    with pytest.raises(ValueError, match="levels 1 to 3"):
        Heading("Đề mục", level)
