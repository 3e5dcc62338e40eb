"""A register of the size of a province: a thousand units and three thousand people, without a mistake."""

from __future__ import annotations

from typing import Any

from tests.spreadsheets.files import Rows

_FAMILY = ["Nguyễn Văn", "Trần Thị", "Lê Hoàng", "Phạm Thị Thu", "Nông Văn", "Hoàng Thị", "Bùi Quang", "Đặng Thị"]
_GIVEN = ["An", "Bình", "Cường", "Dung", "Đức", "Hà", "Hương", "Khánh", "Lan", "Minh", "Ngọc", "Oanh", "Phúc", "Quỳnh"]


def large_register(units: int = 1000, people: int = 3000) -> dict[str, Rows]:
    """Rows of the four tables: three people for each unit, one of whom writes and one approves."""
    return {
        "units": [_unit(number) for number in range(units)],
        "people": [_person(number) for number in range(people)],
        "roles": [_role(number, units) for number in range(people)],
        "contributors": [_contributor(number, units) for number in range(people // 3)],
    }


def code(number: int) -> str:
    return f"DV-{number:04}"


def phone(number: int) -> str:
    return f"09{12_000_000 + number:08}"


def _unit(number: int) -> list[Any]:
    if number < 30:
        return [
            code(number),
            f"LĐLĐ khu vực {number}",
            "Công đoàn cấp trên trực tiếp cơ sở",
            "",
            500,
            "01/01/2020",
            "",
            "",
        ]
    parent = code(number % 30)
    name = f"Công đoàn cơ sở Trường số {number}"
    return [code(number), name, "Công đoàn cơ sở", parent, 20 + number % 90, "1/7/2025", "15/QĐ-LĐLĐ", "25/06/2025"]


def _person(number: int) -> list[Any]:
    name = f"{_FAMILY[number % len(_FAMILY)]} {_GIVEN[number % len(_GIVEN)]}"
    return ["", name, phone(number), f"nguoi{number}@example.com" if number % 2 else ""]


def _role(number: int, units: int) -> list[Any]:
    role, position = ("Người duyệt", "Chủ tịch") if number % 3 == 0 else ("Người viết tin", "")
    return [phone(number), code(number % units), role, position, "01/07/2025", ""]


def _contributor(number: int, units: int) -> list[Any]:
    name = f"{_FAMILY[number % len(_FAMILY)]} {_GIVEN[number % len(_GIVEN)]} {number}"
    return [name, "Sơn Hà; Bình Minh" if number % 5 == 0 else "", code(number % units), phone(50_000 + number), ""]
