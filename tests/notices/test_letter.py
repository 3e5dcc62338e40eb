"""The notice as an official letter: what is printed, and the text for the Facebook group."""

from __future__ import annotations

import io
import re

from docx import Document

from cms.accounts.models import User
from cms.notices.announcing import text_for_group
from cms.notices.letter.files import letter_docx
from cms.notices.models import Notice
from cms.units.days import today
from cms.units.models import Publication, Unit
from tests.factories.notices import day_of, issue, issued, sent
from tests.factories.publications import publish
from tests.official_documents.rendering import PER_MM, pictures_of, text_of_pdf


def stored(notice: Notice, field: str) -> bytes:
    with getattr(notice, field).open("rb") as file:
        return file.read()


def blanks_out(text: str) -> str:
    return " ".join(text.split())


def test_at_signature_number_and_date_are_blank_and_issued_they_are_not(
    board: User, unit: Unit, item: Publication
) -> None:
    for number in range(60):
        publish(unit, on=day_of(number=number), headline=f"Tin về hoạt động của công đoàn, số {number}")
    waiting = sent(by=board)
    draft = stored(waiting, "draft_letter")
    notice = issue(waiting, by=board)
    final = stored(notice, "letter")
    before, *_rest = map(blanks_out, text_of_pdf(draft))
    after, *further = map(blanks_out, text_of_pdf(final))
    assert "45/TB-LĐLĐ" not in before
    assert "TB-LĐLĐ" in before
    assert f"{today():%d} tháng" not in before
    assert "45/TB-LĐLĐ" in after
    assert f"ngày {today():%d} tháng {today():%m} năm {today():%Y}" in after
    for said in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Công đoàn cơ sở Trường A", "Hoa Ban"):
        assert said in before
        assert said in after
    # Sixty-one items do not fit on the annex's first page: the table's head stands on each of its pages.
    assert len(further) >= 2
    pictures = pictures_of(final)
    assert pictures[0].height > pictures[0].width
    assert pictures[-1].width > pictures[-1].height
    for picture in pictures:
        ink = picture.point(lambda shade: 255 if shade < 128 else 0).getbbox()
        assert ink is not None
        assert ink[0] > 14 * PER_MM
        assert ink[2] < picture.width - 13 * PER_MM


def test_the_letter_is_the_same_when_it_is_made_again(board: User, item: Publication) -> None:
    notice = issued(by=board)
    assert letter_docx(notice) == stored(notice, "letter")


def test_every_unit_person_and_item_stands_in_the_letter(board: User, item: Publication, other_unit: Unit) -> None:
    publish(other_unit, on=day_of(), headline="Tin phối hợp", joint=[(item.units.get().unit, True)])
    document = Document(io.BytesIO(stored(issued(by=board), "letter")))
    units, people, items = (
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables if _is_list(table)
    )
    assert [row[1:] for row in units if row[0].isdigit()] == [
        ["Công đoàn ngành Y tế", "1"],
        ["Công đoàn cơ sở Trường A", "2"],
    ]
    assert [row[1:] for row in people if row[0].isdigit()] == [["Hoa Ban", "Công đoàn cơ sở Trường A", "1"]]
    # The joint item stands with each of its units.
    assert [row[1] for row in items if row[0].isdigit()] == ["Tin phối hợp", "Tặng quà đoàn viên", "Tin phối hợp"]


def _is_list(table) -> bool:
    return len(table.columns) >= 3 and table.cell(0, 0).text == "STT"


def test_the_text_for_the_group_is_short_and_leads_to_the_page(board: User, item: Publication) -> None:
    notice = issued(by=board)
    text = text_for_group(notice, notice.frozen)
    assert f"http://localhost{notice.get_absolute_url()}" in text
    assert "Công đoàn cơ sở Trường A (1)" in text
    assert len(text) < 800
    assert not re.search(r"\d{9,}", text)
