"""What the board takes along of an item: all originals with their captions, and a Word file."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from openpyxl import load_workbook
from PIL import Image
from wagtail.models import ModelLogEntry

from cms.news import moderation
from cms.news.downloads.originals import archive_of
from cms.news.downloads.packed import PackedPhoto
from cms.news.downloads.word import word_file
from cms.news.models import ItemPhoto, NewsPage
from cms.news.numbered_photos import numbered_photos
from cms.news.reading import load_photos
from cms.photos.models import Reach
from tests.factories.news import Desk, change, current
from tests.factories.photos import PhotoFactory, camera_file, picture_file
from tests.factories.units import UserFactory, make_unit
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(desk) -> Client:
    return signed_in(desk.board)


def archive(browser: Client, page: NewsPage) -> zipfile.ZipFile:
    answer = browser.get(f"/admin/tin/{page.pk}/anh-goc.zip")
    assert answer.status_code == 200
    data = b"".join(answer.streaming_content)
    assert answer["Content-Length"] == str(len(data))
    return zipfile.ZipFile(io.BytesIO(data))


def word(browser: Client, page: NewsPage) -> Any:
    answer = browser.get(f"/admin/tin/{page.pk}/tin.docx")
    assert answer.status_code == 200
    return docx.Document(io.BytesIO(answer.content))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def with_photo(desk: Desk, name: str, **words: str) -> NewsPage:
    """An item that waits for the board, with one photo from a file of a real camera."""
    page = desk.draft(photos=0)
    photo = PhotoFactory(unit=desk.unit, file=camera_file(name))
    latest = page.latest
    latest.photos.add(ItemPhoto(photo=photo, **({"caption": "Trao quà"} | words)))
    latest.save_revision(user=desk.writer, clean=False)
    page = current(page)
    moderation.submit(page, by=desk.writer)
    moderation.approve_for_unit(current(page), by=desk.approver, digest=current(page).latest.digest)
    return current(page)


# All originals


def test_the_originals_come_byte_for_byte_under_their_captions(desk, board):
    page = with_photo(desk, "xmp_test.jpg", caption="Đồng chí Nông Văn B trao quà", credit="Hà Thị M")
    packed = archive(board, page)
    assert packed.testzip() is None
    assert packed.namelist() == ["01 - dong-chi-nong-van-b-trao-qua.jpg", "chu-thich.txt", "chu-thich.xlsx"]
    assert packed.read("01 - dong-chi-nong-van-b-trao-qua.jpg") == camera_file("xmp_test.jpg").read()


def test_the_list_names_captions_and_authors(desk, board):
    page = with_photo(desk, "xmp_test.jpg", caption="Đồng chí Nông Văn B trao quà", credit="Hà Thị M")
    packed = archive(board, page)
    raw = packed.read("chu-thich.txt")
    assert raw.startswith(b"\xef\xbb\xbf")
    told = raw.decode("utf-8-sig")
    for words in (page.latest.title, "Đồng chí Nông Văn B trao quà", "Hà Thị M", "xmp_test.jpg", "2000 × 1072"):
        assert words in told
    rows = list(load_workbook(io.BytesIO(packed.read("chu-thich.xlsx"))).active.values)
    assert rows[1][:5] == (
        "1", "01 - dong-chi-nong-van-b-trao-qua.jpg", "Đồng chí Nông Văn B trao quà", "Hà Thị M", "xmp_test.jpg",
    )  # fmt: skip


@pytest.mark.parametrize(
    "caption", ["../../../etc/passwd", "C:\\Windows\\con", 'a/b\\c:d*e?f"g<h>i|j', "…", "x" * 500, "CON", "\u202egpj"]
)
def test_no_hostile_caption_or_name_leaves_its_folder(desk, board, caption):
    page = with_photo(desk, "iptc.jpg", caption=caption)
    for name in archive(board, page).namelist():
        assert not set(name) & set('/\\:*?"<>|')
        assert name.isascii()
        assert len(name) < 100


def test_photos_with_the_same_caption_keep_names_of_their_own(desk, board):
    page = desk.at_board(photos=3)
    latest = page.latest
    for use in latest.photos.all():
        use.caption = "Trao quà"
    change(page, by=desk.board, photos=list(latest.photos.all()))
    names = archive(board, current(page)).namelist()
    assert names[:3] == ["01 - trao-qua.jpg", "02 - trao-qua.jpg", "03 - trao-qua.jpg"]


def test_a_caption_that_reads_like_a_formula_is_none(desk, board):
    page = with_photo(desk, "iptc.jpg", caption='=HYPERLINK("http://x.example","Trao quà")', credit="+84")
    sheet = load_workbook(io.BytesIO(archive(board, page).read("chu-thich.xlsx"))).active
    cells = [cell for row in sheet.rows for cell in row]
    assert all(cell.data_type == "s" for cell in cells if cell.value)
    assert not any(str(cell.value or "").startswith(("=", "+")) for cell in cells)


def test_photos_that_stand_in_the_text_alone_come_along(desk, board):
    page = desk.at_board(photos=1)
    placed = PhotoFactory(unit=desk.unit, file=picture_file("khac.jpg"), with_board=True)
    body = [("photo", {"photo": placed, "caption": "Toàn cảnh hội nghị", "alt_text": ""})]
    change(page, by=desk.board, body=body)
    assert "02 - toan-canh-hoi-nghi.jpg" in archive(board, current(page)).namelist()


def test_each_original_is_written_down(desk, board):
    page = desk.at_board(photos=2)
    archive(board, page)
    written = ModelLogEntry.objects.filter(action="photos.download_original", user=desk.board)
    assert written.count() == 2


def test_an_original_that_is_lost_is_named_and_stops_nothing(desk, board):
    page = desk.at_board(photos=2)
    lost = page.latest.photos.all()[0].photo
    lost.file.storage.delete(lost.file.name)
    packed = archive(board, page)
    assert [name for name in packed.namelist() if name.endswith(".jpg")] == ["02 - trao-qua-tai-don-vi-anh-2.jpg"]
    assert "01 - trao-qua" in packed.read("chu-thich.txt").decode("utf-8-sig")


def test_the_file_is_private_and_named_after_the_item(desk, board):
    answer = board.get(f"/admin/tin/{desk.at_board().pk}/anh-goc.zip")
    assert answer["Content-Disposition"] == 'attachment; filename="cong-doan-tang-qua-doan-vien-anh-goc.zip"'
    assert answer["Cache-Control"].startswith("private, no-store")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("what", ["anh-goc.zip", "tin.docx"])
def test_nobody_but_the_board_downloads_an_item(desk, what):
    address = f"/admin/tin/{desk.at_board().pk}/{what}"
    stranger = Desk(make_unit("Công đoàn cơ sở Trường B"))
    for person in (desk.writer, desk.approver, stranger.writer, UserFactory()):
        assert signed_in(person).get(address).status_code in {302, 404}
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("what", ["anh-goc.zip", "tin.docx"])
def test_the_board_downloads_nothing_that_a_unit_has_not_vetted(desk, board, what):
    for page in (desk.draft(), desk.submitted()):
        assert board.get(f"/admin/tin/{page.pk}/{what}").status_code == 404
    assert board.get(f"/admin/tin/999999/{what}").status_code == 404
    assert not ModelLogEntry.objects.filter(action="photos.download_original").exists()


def test_while_a_unit_changes_a_published_item_the_board_has_the_published_photos(desk, board):
    page = desk.published(photos=1)
    added = PhotoFactory(unit=desk.unit)
    latest = page.latest
    latest.photos.add(ItemPhoto(photo=added, caption="Ảnh mới"))
    latest.save_revision(user=desk.writer, clean=False)
    answer = board.get(f"/admin/tin/{page.pk}/anh-goc.zip")
    if answer.status_code == 200:
        names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
        assert not any("anh-moi" in name for name in names)


def test_a_photo_that_the_board_may_not_see_is_left_out(desk, board):
    page = desk.at_board(photos=1)
    foreign = PhotoFactory(unit=make_unit("Công đoàn cơ sở Trường B"), reach=Reach.DRAFT)
    body = [("photo", {"photo": foreign, "caption": "Ảnh của đơn vị khác", "alt_text": ""})]
    NewsPage.objects.filter(pk=page.pk)
    latest = page.latest
    latest.body = body
    assert foreign.pk in latest.photo_ids
    revision = page.latest_revision
    revision.content = latest.serializable_data()
    revision.save(update_fields=["content"])
    assert not any("anh-cua" in name for name in archive(board, page).namelist())
    assert "Ảnh của đơn vị khác" not in texts(word(board, page))


@pytest.mark.parametrize("write", [word_file, lambda item, photos: archive_of(item, list(map(PackedPhoto, photos)))])
def test_the_number_of_queries_does_not_grow_with_the_photos(desk, write):
    counts = []
    for number in (1, 6):
        item = desk.at_board(photos=number).latest
        load_photos(item)
        photos = list(numbered_photos(item))
        write(item, photos)
        with CaptureQueriesContext(connection) as queries:
            write(item, photos)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# The Word file


RICH = (
    "<p>Công đoàn <b>tặng</b> <i>quà</i> cho đoàn viên, xem <a href='https://example.com/'>trang</a> và"
    " <a linktype='page' id='3'>tin trước</a>.</p><h2>Kết quả</h2><ul><li>Một</li><li>Hai<ul><li>Hai rưỡi</li></ul>"
    "</li></ul><ol><li>Thứ nhất</li></ol><p>Giữa</p><ol><li>Lại thứ nhất</li></ol>"
)


def at_board_with_body(desk: Desk, *blocks: tuple[str, Any], photos: int = 1) -> NewsPage:
    page = desk.at_board(photos=photos)
    change(page, by=desk.board, body=list(blocks))
    return current(page)


def test_the_word_file_has_headline_lead_text_and_authors(desk, board):
    page = desk.at_board()
    change(page, by=desk.board, lead="Ngày 12/11, công đoàn tặng quà.\nDòng hai.")
    document = word(board, current(page))
    said = texts(document)
    title = next(paragraph for paragraph in document.paragraphs if paragraph.style.name == "Title")
    assert title.text == "Công đoàn tặng quà đoàn viên"
    for words in ("Ngày 12/11, công đoàn tặng quà.", "Dòng hai.", "Trao quà tại đơn vị, ảnh 1", str(desk.writer)):
        assert words in said
    assert any("Công đoàn cơ sở tổ chức trao quà" in line for line in said)
    assert str(desk.unit) in said[0]
    assert document.paragraphs[-1].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_the_page_is_laid_out_as_the_decree_wants_it(desk, board):
    document = word(board, desk.at_board())
    section = document.sections[0]
    # Word counts in twentieths of a point.
    measured = (section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin)
    assert [round(length.mm) for length in measured] == [210, 297, 30, 20, 20]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    used = [document.styles["Normal"], *(paragraph.style for paragraph in document.paragraphs)]
    assert {style.font.name for style in used} == {"Times New Roman"}
    assert document.styles["Normal"].font.size == Pt(14)


def test_headings_lists_and_links_are_those_of_the_text(desk, board):
    document = word(board, at_board_with_body(desk, ("text", RICH)))
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    assert by_text["Kết quả"].style.name == "Heading 2"
    assert by_text["Một"].style.name == "List Bullet"
    assert by_text["Hai rưỡi"].style.name == "List Bullet 2"
    first, second = by_text["Thứ nhất"], by_text["Lại thứ nhất"]
    assert first.style.name == second.style.name == "List Number"
    assert first._p.pPr.numPr.numId.val != second._p.pPr.numPr.numId.val
    opening = by_text["Công đoàn tặng quà cho đoàn viên, xem trang và tin trước."]
    assert [link.address for link in opening.hyperlinks] == ["https://example.com/"]
    assert [run.text for run in opening.runs if run.bold] == ["tặng"]
    assert [run.text for run in opening.runs if run.italic] == ["quà"]


def test_a_table_keeps_its_header_and_its_merged_cells(desk, board):
    value = {
        "data": [["Đơn vị", "Số tin", None], ["Trường A", "12", "Tốt"]],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": "Kết quả quý",
        "mergeCells": [
            {"row": 0, "col": 1, "rowspan": 1, "colspan": 2},
            {"row": 9, "col": 9, "rowspan": 2, "colspan": 2},
        ],
    }
    document = word(board, at_board_with_body(desk, ("table", value)))
    table = document.tables[0]
    assert [cell.text for cell in table.rows[1].cells] == ["Trường A", "12", "Tốt"]
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert table.cell(0, 0).paragraphs[0].runs[0].bold
    assert "Kết quả quý" in texts(document)


def test_a_quotation_names_its_speaker(desk, board):
    blocks = [("quotation", {"text": "Chúng tôi rất vui.", "speaker": "Đồng chí Phạm Thị X"})]
    said = texts(word(board, at_board_with_body(desk, *blocks)))
    assert said.index("— Đồng chí Phạm Thị X") == said.index("Chúng tôi rất vui.") + 1


def test_photos_are_reduced_pictures_without_anything_of_the_cameras(desk, board):
    document = word(board, with_photo(desk, "fujifilm.mpo", caption="Trao quà", credit="Hà Thị M"))
    shape = document.inline_shapes[0]
    assert shape.width <= Mm(160)
    embedded = [part for part in document.part.package.iter_parts() if "/media/" in str(part.partname)]
    image = Image.open(io.BytesIO(embedded[0].blob))
    assert image.width <= 1280
    assert not image.getexif()
    assert not {"exif", "xmp", "photoshop", "mp"} & set(image.info)
    assert any("Trao quà" in line and "Hà Thị M" in line for line in texts(document))
    assert shape._inline.docPr.get("descr") == "Trao quà"


def test_a_placed_photo_stands_in_its_place_and_not_again_at_the_end(desk, board):
    page = desk.at_board(photos=2)
    second = page.latest.photos.all()[1].photo
    change(
        page,
        by=desk.board,
        body=[
            ("text", "<p>Trước</p>"),
            ("photo", {"photo": second, "caption": "", "alt_text": ""}),
            ("text", "<p>Sau</p>"),
        ],
    )
    said = texts(word(board, current(page)))
    assert said.index("Trước") < said.index("Trao quà tại đơn vị, ảnh 2") < said.index("Sau")
    assert said.index("Sau") < said.index("Trao quà tại đơn vị, ảnh 1")
    assert said.count("Trao quà tại đơn vị, ảnh 2") == 1


def test_an_upright_photo_leaves_room_for_its_caption(desk, board):
    page = desk.draft(photos=0)
    latest = page.latest
    latest.photos.add(
        ItemPhoto(photo=PhotoFactory(unit=desk.unit, file=picture_file(size=(600, 2400))), caption="Cột cờ")
    )
    latest.save_revision(user=desk.writer, clean=False)
    moderation.submit(current(page), by=desk.writer)
    moderation.approve_for_unit(current(page), by=desk.approver, digest=current(page).latest.digest)
    shape = word(board, page).inline_shapes[0]
    assert shape.height <= Mm(181)
    assert abs(shape.height / shape.width - 4) < 0.05


def test_a_photo_that_cannot_be_read_leaves_its_caption(desk, board):
    page = desk.at_board(photos=1)
    photo = page.latest.photos.all()[0].photo
    photo.file.storage.delete(photo.file.name)
    document = word(board, page)
    assert len(document.inline_shapes) == 0
    assert "Trao quà tại đơn vị, ảnh 1" in texts(document)


def test_characters_that_no_word_file_can_hold_are_left_out(desk, board):
    page = at_board_with_body(desk, ("quotation", {"text": "Rất\x0b vui\x01 &lt;b&gt;", "speaker": "\ufffe"}))
    assert "Rất" in "".join(texts(word(board, page)))
