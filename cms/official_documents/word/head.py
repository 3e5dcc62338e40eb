"""The head of a letter: who issues it and its number at the left; the nation, its motto, place and day at the right."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from cms.official_documents.word.markup import cell, paragraph, row, run, table
from cms.official_documents.word.measures import MM_PER_POINT, balanced, millimetres, twips, width_of
from cms.official_documents.word.styles import ISSUER, MOTTO, NATION, NUMBER, PLACE, RULE, SUBJECT, SUPERIOR, TITLE
from cms.official_documents.word.texts import lines_of, one_line

if TYPE_CHECKING:
    from cms.official_documents.letterheads import Letterhead
    from cms.official_documents.parts import Letter
    from cms.official_documents.word.styles import StyleIds

# Prescribed by law for every official document of Việt Nam, therefore no setting.
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
# The width of each, in parts of its size, and room beside the first.
_NATION_EM, _MOTTO_EM, _BESIDE = 20.8, 12.2, 3.0
_NO_BREAK = "\u00a0"
_ROOM = _NO_BREAK * 7
_ROOM_OF_PLACE = "…………"


def head(letter: Letter, letterhead: Letterhead, ids: StyleIds, width: int) -> str:
    """The two columns at the top, ``width`` twips wide in all."""
    right = twips(_NATION_EM * ids.size_of(NATION) * MM_PER_POINT + _BESIDE)
    left = width - right
    issuer = _issuer(letterhead, ids, left)
    nation = [
        paragraph(ids[NATION], run(_NATION)),
        paragraph(ids[MOTTO], run(_MOTTO)),
        rule(ids, right, twips(_MOTTO_EM * ids.size_of(MOTTO) * MM_PER_POINT)),
    ]
    number = paragraph(ids[NUMBER], run(number_of(letter, letterhead)))
    place = paragraph(ids[PLACE], run(place_and_day(letter, letterhead)))
    rows = [row([cell(left, *issuer), cell(right, *nation)]), row([cell(left, number), cell(right, place)])]
    return table([left, right], rows)


def heading(letter: Letter, ids: StyleIds, width: int) -> str:
    """What kind of letter it is, and of what it is: in the middle, with a line below."""
    title = paragraph(ids[TITLE], run(one_line(letter.title).upper()))
    subject = one_line(letter.subject)
    if not subject:
        return title + _space(ids)
    line = width_of(subject, ids.size_of(SUBJECT))
    length = min(twips(line), width) * 2 // 5
    return title + paragraph(ids[SUBJECT], run(subject)) + rule(ids, width, length) + _space(ids)


def rule(ids: StyleIds, width: int, length: int) -> str:
    """A line ``length`` twips long in the middle of ``width``: the border of a paragraph between two indents."""
    side = max((width - length) // 2, 0)
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    spacing = '<w:spacing w:before="40" w:after="0" w:line="40" w:lineRule="exact"/>'
    return paragraph(ids[RULE], extra=f'{border}{spacing}<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>')


def number_of(letter: Letter, letterhead: Letterhead) -> str:
    """Number and symbol, ``Số: 05/TB-LĐLĐ``: below ten with a zero before it; room to write where there is none."""
    return f"Số: {_number(letter)}/{one_line(letter.symbol) or letterhead.symbol}"


def day_of(letter: Letter) -> str:
    """``ngày 05 tháng 01 năm 2026`` with the zeros that keep numbers from being changed, or with room to write."""
    day = letter.signed_on
    if day is None:
        year = letter.year or timezone.localdate().year
        return f"ngày{_NO_BREAK * 6}tháng{_NO_BREAK * 6}năm {year}"
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def place_and_day(letter: Letter, letterhead: Letterhead) -> str:
    """Where and when the letter is signed."""
    return f"{one_line(letterhead.place) or _ROOM_OF_PLACE}, {day_of(letter)}"


def _issuer(letterhead: Letterhead, ids: StyleIds, width: int) -> list[str]:
    size = ids.size_of(ISSUER)
    room = millimetres(width) - _BESIDE
    superior = _lines(letterhead.superior_body, size, room)
    issuing = _lines(letterhead.issuing_body, size, room)
    longest = max((width_of(line, size) for line in issuing), default=0)
    names = [paragraph(ids[SUPERIOR], run(line)) for line in superior]
    return [*names, *(paragraph(ids[ISSUER], run(line)) for line in issuing), rule(ids, width, twips(longest * 0.45))]


def _lines(name: str, size: float, room: float) -> list[str]:
    """A name in capitals: in the lines that the office has chosen, each broken where it is too long."""
    return [line for chosen in lines_of(name) for line in balanced(one_line(chosen).upper(), size, room)]


def _number(letter: Letter) -> str:
    number = one_line(letter.number)
    if not number:
        return _ROOM
    return f"0{number}" if len(number) == 1 and number.isdigit() else number


def _month(day: dt.date) -> str:
    """Decree 30/2020/NĐ-CP: a zero before days below 10, and before the months 1 and 2."""
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def _space(ids: StyleIds) -> str:
    return paragraph(ids[RULE])
