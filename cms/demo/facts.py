"""The facts of one event: who, what, where, when, how much."""

from __future__ import annotations

import datetime as dt

from cms.demo.chance import Chance
from cms.demo.names import anyone, woman
from cms.demo.people import Desk
from cms.demo.topics import Topic

GUESTS = (
    "đồng chí Lục Văn Khánh, Phó Chủ tịch LĐLĐ tỉnh",
    "đồng chí Hoàng Thị Bích Ngọc, Ủy viên Ban Thường vụ LĐLĐ tỉnh",
    "đại diện lãnh đạo LĐLĐ tỉnh",
)


def facts_of(desk: Desk, topic: Topic, day: dt.date, chance: Chance) -> dict[str, object]:
    """The facts of an event at a unit on a day, under the names that the topics' texts use."""
    guest = chance.choice(GUESTS)
    date = f"ngày {day.day}/{day.month}"
    return {
        "unit": desk.name,
        "place": desk.place,
        "chief": desk.chief,
        "Chief": capitalised(desk.chief),
        "guest": guest,
        "Guest": capitalised(guest),
        "member": woman(chance) if topic.members == "women" else anyone(chance),
        "day": date,
        "Day": capitalised(date),
        "year": day.year,
        "quarter": ("I", "II", "III", "IV")[(day.month - 1) // 3],
        "months_left": max(2, 12 - day.month),
        "count": chance.randrange(40, 97),
        "small": chance.randrange(3, 13),
        "total": chance.randrange(11, 60) * 10,
        "years": chance.randrange(12, 31),
        "money": chance.choice(topic.money),
        "meal": chance.choice(("2.000", "3.000", "5.000")),
    }


def capitalised(text: str) -> str:
    """``text`` as it begins a sentence."""
    return text[0].upper() + text[1:]
