"""How the editorial board completes an item: section, lead, genre, and what it places in the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from cms.demo.chance import Chance
from cms.demo.fates import Trait
from cms.demo.people import Desk
from cms.demo.topics import Story, Topic
from cms.demo.writing import text_block
from cms.news.models import NewsPage, ParticipatingUnit, SectionPage

_QUOTATIONS = (
    "Có công đoàn quan tâm, chúng tôi yên tâm làm việc, coi đơn vị như ngôi nhà thứ hai của mình.",
    "Việc gì có lợi cho người lao động thì dù nhỏ, công đoàn cũng phải làm đến nơi đến chốn.",
    "Đi từng nhà, gặp từng người mới hiểu hết những điều đoàn viên mong mỏi.",
)
_SPEAKERS = ("Một đoàn viên dự buổi gặp mặt", "Chủ tịch công đoàn cơ sở", "Đại diện người lao động")


def complete(latest: NewsPage, topic: Topic, story: Story, trait: Trait, partner: Desk, chance: Chance) -> None:
    """Fill in what is the board's to fill in, on the latest content of an item (nothing is saved)."""
    latest.sections = [SectionPage.objects.get(title=topic.section)]
    latest.lead = story.lead
    if trait is Trait.JOINT:
        latest.participating_units.add(ParticipatingUnit(unit=partner.unit, counts=chance.happens(0.7)))
    placed = _PLACED.get(trait)
    if placed:
        first, rest = story.paragraphs[:2], story.paragraphs[2:]
        latest.body = [text_block(first), placed(latest, chance), text_block(rest)]


def _gallery(latest: NewsPage, chance: Chance) -> dict[str, Any]:
    photos = [item.photo_id for item in latest.photos.all()][1:]
    values = [
        {
            "type": "item",
            "id": str(UUID(int=chance.getrandbits(128))),
            "value": {"photo": photo, "caption": "", "alt_text": ""},
        }
        for photo in photos
    ]
    return {"type": "gallery", "value": {"photos": values}}


def _table(latest: NewsPage, chance: Chance) -> dict[str, Any]:
    rows = [
        [name, str(chance.randrange(4, 20)), f"{chance.randrange(10, 90)}.000.000"]
        for name in ("Thăm hỏi, trợ cấp", "Hỗ trợ khó khăn đột xuất", "Tặng quà con đoàn viên")
    ]
    value = {
        "data": [["Nội dung", "Số lượt", "Số tiền (đồng)"], *rows],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": "Kết quả chăm lo đoàn viên trong kỳ",
    }
    return {"type": "table", "value": value}


def _quotation(latest: NewsPage, chance: Chance) -> dict[str, Any]:
    return {"type": "quotation", "value": {"text": chance.choice(_QUOTATIONS), "speaker": chance.choice(_SPEAKERS)}}


_PLACED: dict[Trait, Callable[[NewsPage, Chance], dict[str, Any]]] = {
    Trait.GALLERY: _gallery,
    Trait.TABLE: _table,
    Trait.QUOTATION: _quotation,
}
