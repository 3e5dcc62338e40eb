"""Invented people: their names, and telephone numbers that nobody has."""

from __future__ import annotations

from typing import NamedTuple

from cms.demo.chance import Chance

FAMILY = ("Nông", "Hoàng", "Lục", "Triệu", "Bế", "Đàm", "Nguyễn", "Trần", "Lê", "Phạm", "Vi", "Lường", "Hà", "Đinh")
WOMEN = ("Hoa", "Lan", "Thảo", "Hằng", "Mai", "Ngọc", "Yến", "Thu", "Liên", "Huệ", "Dung", "Xuân", "Nhung", "Hạnh")
MEN = ("Minh", "Hùng", "Sơn", "Tuấn", "Bình", "Long", "Dũng", "Khánh", "Quang", "Đức", "Thành", "Phong", "Hải", "Toàn")
WOMEN_MIDDLE = ("Thị", "Thu", "Ngọc", "Thanh", "Thị Bích")
MEN_MIDDLE = ("Văn", "Đức", "Quốc", "Mạnh", "Xuân")
PEN_NAMES = ("Hoa Ban", "Sông Hiền", "Người Thợ", "Nắng Mai", "Đồi Chè", "Suối Trong", "Lửa Hồng", "Tre Xanh")


class Name(NamedTuple):
    """A name in Vietnamese order: family and middle name, then the name that the person is called by."""

    family: str
    given: str

    def __str__(self) -> str:
        return f"{self.family} {self.given}"


def woman(chance: Chance) -> Name:
    """A woman's name."""
    return Name(f"{chance.choice(FAMILY)} {chance.choice(WOMEN_MIDDLE)}", chance.choice(WOMEN))


def anyone(chance: Chance) -> Name:
    """A woman's or a man's name."""
    if chance.happens(0.55):
        return woman(chance)
    return Name(f"{chance.choice(FAMILY)} {chance.choice(MEN_MIDDLE)}", chance.choice(MEN))


def phone(number: int) -> str:
    """A telephone number of a range that exists nowhere (no Vietnamese number begins with 0000)."""
    return f"0000 {number // 1000:03d} {number % 1000:03d}"
