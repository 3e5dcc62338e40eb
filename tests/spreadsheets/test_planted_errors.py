"""A thousand units and three thousand people with forty mistakes: each is named with its row, nothing else is."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from cms.accounts.models import User
from cms.spreadsheets.checking.check import Checked, check_file
from cms.spreadsheets.models import ImportFile
from cms.units.models import Contributor, Membership, Unit
from tests.factories.units import UserFactory, add_member, make_unit
from tests.spreadsheets.files import book, saved
from tests.spreadsheets.large import code, large_register, phone

UNITS, PEOPLE, ROLES, CONTRIBUTORS = "Đơn vị", "Người", "Vai trò", "Tác giả"

# table, index of the row in it, index of the column, what is typed there
CELLS = [
    ("units", 100, 2, "Công đoàn cơ xở"),  # unknown kind
    ("units", 101, 1, ""),  # no name
    ("units", 102, 3, "DV-9999"),  # unknown parent
    ("units", 104, 5, "31/02/2025"),  # no such day
    ("units", 105, 5, "45839"),  # a number for a day
    ("units", 106, 4, "khoảng 50"),  # no number
    ("units", 107, 4, -3),  # a negative number
    ("units", 108, 1, "=CONCATENATE(A1;B1)"),  # a formula
    ("units", 109, 1, "Công đoàn " + "rất " * 80 + "dài"),  # too long
    ("units", 110, 1, "Công đoàn\x07 cơ sở"),  # a control character (written by hand below)
    ("units", 111, 7, ""),  # a decision without its date
    ("units", 112, 6, ""),  # a decision without its number
    ("units", 114, 2, "Ban Biên tập"),  # a second editorial board
    ("units", 115, 5, "hôm qua"),  # no day at all
    ("units", 116, 5, "01/07/2205"),  # a year that cannot be meant
    ("units", 118, 5, "01/01/2019"),  # before the parent's founding
    ("units", 119, 2, ""),  # no kind
    ("people", 200, 2, "+84 912 000 100"),  # the number of row 102 in another spelling
    ("people", 201, 2, "0999"),  # no number
    ("people", 202, 2, "0123 456 7890"),  # an old number of eleven digits
    ("people", 203, 2, "0987 654 321"),  # the number of somebody in the register
    ("people", 204, 3, "không có"),  # no address
    ("people", 205, 1, ""),  # no name
    ("people", 206, 0, "Tên Ngắn"),  # no short name
    ("people", 207, 0, "co.san"),  # the short name of somebody in the register
    ("people", 208, 3, "nguoi1@example.com"),  # the address of row 3
    ("people", 209, 0, "123456"),  # digits only
    ("roles", 300, 1, "DV-8888"),  # unknown unit
    ("roles", 301, 0, "0888 888 888"),  # unknown person
    ("roles", 302, 2, "Trưởng ban"),  # unknown role
    ("roles", 303, 3, ""),  # an approver without a position
    ("roles", 304, 5, "30/06/2025"),  # ends before it begins
    ("roles", 305, 4, "01/01/2025"),  # before the unit's founding
    ("roles", 306, 0, "quan.tri"),  # the importer
    ("roles", 307, 0, "da.roi"),  # somebody who has left
    ("contributors", 400, 2, "DV-7777"),  # unknown unit
    ("contributors", 401, 4, "khong.ai"),  # unknown login
    ("contributors", 402, 3, "gọi sau"),  # no number
]

EXPECTED = {
    (UNITS, 102, "Loại"),
    (UNITS, 103, "Tên đơn vị"),
    (UNITS, 104, "Mã đơn vị cấp trên"),
    (UNITS, 1002, "Mã đơn vị"),  # a code that an earlier row has
    (UNITS, 106, "Từ ngày"),
    (UNITS, 107, "Từ ngày"),
    (UNITS, 108, "Số đoàn viên"),
    (UNITS, 109, "Số đoàn viên"),
    (UNITS, 110, "Tên đơn vị"),
    (UNITS, 111, "Tên đơn vị"),
    (UNITS, 112, "Tên đơn vị"),
    (UNITS, 113, "Ngày quyết định"),
    (UNITS, 114, "Số quyết định"),
    (UNITS, 1003, "Mã đơn vị"),  # no code
    (UNITS, 116, "Loại"),
    (UNITS, 117, "Từ ngày"),
    (UNITS, 118, "Từ ngày"),
    (UNITS, 1004, "Mã đơn vị"),  # the address of no unit
    (UNITS, 120, "Mã đơn vị cấp trên"),
    (UNITS, 121, "Loại"),
    (UNITS, 130, "Mã đơn vị cấp trên"),  # a cycle of rows 130, 131 and 132
    (UNITS, 1005, "Tên đơn vị"),  # another name than the register's
    (UNITS, 150, "B150:B151"),  # merged cells
    (PEOPLE, 202, "Điện thoại"),
    (PEOPLE, 203, "Điện thoại"),
    (PEOPLE, 204, "Điện thoại"),
    (PEOPLE, 205, "Điện thoại"),
    (PEOPLE, 206, "E-mail"),
    (PEOPLE, 207, "Họ và tên"),
    (PEOPLE, 208, "Tên ngắn"),
    (PEOPLE, 209, "Tên ngắn"),
    (PEOPLE, 210, "E-mail"),
    (PEOPLE, 211, "Tên ngắn"),
    (ROLES, 302, "Mã đơn vị"),
    (ROLES, 303, "Người"),
    (ROLES, 304, "Vai trò"),
    (ROLES, 305, "Chức vụ"),
    (ROLES, 306, "Đến hết ngày"),
    (ROLES, 307, "Từ ngày"),
    (ROLES, 308, "Người"),
    (ROLES, 309, "Người"),
    (ROLES, 3002, "Từ ngày"),  # the same role on the same days as row 320
    (ROLES, 3003, "Từ ngày"),  # a role that the register has on these days
    (CONTRIBUTORS, 402, "Mã đơn vị"),
    (CONTRIBUTORS, 403, "Người dùng"),
    (CONTRIBUTORS, 404, "Điện thoại"),
    (CONTRIBUTORS, 1002, "Họ và tên"),  # the contributor of row 10 again
}


@pytest.fixture
def checked(administrator: User) -> Checked:
    UserFactory(username="da.roi", is_active=False)
    UserFactory(username="co.san", last_name="Hoàng Văn", first_name="Có")
    held = UserFactory(username="co.so", last_name="Hoàng Văn", first_name="Sẵn", phone="0987654321")
    unit = make_unit("Công đoàn cơ sở đã có")
    unit.code = "DA-CO"
    unit.save()
    add_member(unit, "writer", held, valid_from=dt.date(2025, 1, 1))
    return check_file("so.xlsx", planted(), by=administrator)


@cache
def planted() -> bytes:
    rows = large_register()
    for table, row, column, typed in CELLS:
        rows[table][row][column] = "" if "\x07" in str(typed) else typed
    # Who is named by the short name is found, whatever is wrong with the rest of their row.
    for row in range(200, 205):
        rows["people"][row][0] = rows["roles"][row][0] = f"nguoi.{row}"
    rows["roles"][303][2] = "Người duyệt"
    for row, parent in ((128, 129), (129, 130), (130, 128)):
        rows["units"][row][3] = code(parent)
    # Rows that nobody else refers to, at the end of the sheet.
    rows["units"].append([code(40), "Trùng mã", "Công đoàn cơ sở", "", "", "01/07/2025", "", ""])
    rows["units"].append(["", "Không mã", "Công đoàn cơ sở", "", "", "01/07/2025", "", ""])
    rows["units"].append(["/khong-co", "Không có", "Công đoàn cơ sở", "", "", "01/07/2025", "", ""])
    rows["units"].append(["DA-CO", "Tên khác", "Công đoàn cơ sở", "", "", "", "", ""])
    rows["roles"].append([phone(318), code(318), "Người duyệt", "Phó Chủ tịch", "1/9/2025", ""])
    rows["roles"].append(["co.so", "DA-CO", "Người viết tin", "", "01/06/2025", ""])
    rows["contributors"].append(rows["contributors"][8][:])
    # What looks odd and is right: decomposed letters, no-break spaces, days and numbers in every spelling.
    rows["units"][500][1] = "Công đoàn cơ sở Trường Tiểu học"
    rows["units"][501][1] = "Công\u00a0đoàn\u00a0cơ sở Trường\u00a0501"
    for row, day in (
        (502, "1.7.25"),
        (503, dt.date(2025, 7, 1)),
        (504, "ngày 1 tháng 7 năm 2025"),
        (505, "2025-07-01"),
    ):
        rows["units"][row][5] = day
    rows["units"][506][4] = "1.234"
    for row, number in ((600, "+84 912 000 600"), (601, 912000601), (602, "0912.000.602"), (603, "84912000603")):
        rows["people"][row][2] = number
    workbook = book(**rows)
    sheet = workbook[UNITS]
    # openpyxl refuses to write the character itself; this is how a workbook writes it.
    sheet["B112"] = "Công đoàn_x0007_ cơ sở"
    sheet.merge_cells("B150:B151")
    return saved(workbook)


def test_every_planted_error_is_named_with_its_row_and_nothing_else_is(checked: Checked) -> None:
    found = [(problem.sheet, problem.row, problem.column) for problem in checked.report.problems]
    assert sorted(set(found) - EXPECTED) == []
    assert sorted(EXPECTED - set(found)) == []
    assert len(found) == len(set(found)) >= 40


def test_nothing_is_written_by_a_check(checked: Checked) -> None:
    assert not Unit.objects.filter(code=code(1)).exists()
    assert not Contributor.objects.exists()
    assert Membership.objects.count() == 1
    assert not ImportFile.objects.exists()
