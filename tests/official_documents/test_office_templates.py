"""The office's own template: what of it letters take over, and which files are refused."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms.accounts.models import User
from cms.official_documents.models import DocumentSettings, OfficeTemplate
from cms.official_documents.office_templates import packages
from cms.official_documents.office_templates.acts import use_shipped_template, use_template
from cms.official_documents.office_templates.checks import check_template
from cms.official_documents.office_templates.samples import shipped_template
from cms.official_documents.word.styles import STYLES
from cms.units.roles import ADMINISTRATOR
from tests.factories.units import UserFactory, join_group
from tests.official_documents import templates
from tests.official_documents.letters import HEAD, laid_out, long_letter, make_letter
from tests.official_documents.rendering import pages_of


@pytest.fixture
def member(portal: None) -> User:
    """A member of the editorial board."""
    return UserFactory(board=True)


def under(template: bytes) -> bytes:
    """A long letter as it looks with a template."""
    check_template(template)
    return laid_out(long_letter(), replace(HEAD, template=template))


def test_the_template_of_the_software_is_fit_and_shows_every_style() -> None:
    file = shipped_template(HEAD)
    check_template(file)
    document = docx.Document(BytesIO(file))
    assert {style.name for style in STYLES} <= {style.name for style in document.styles}


def test_the_template_of_the_software_changes_nothing_of_how_a_letter_is_printed() -> None:
    assert pages_of(under(shipped_template(HEAD))) == pages_of(laid_out(long_letter()))


def test_margins_and_styles_of_the_template_are_used() -> None:
    page = pages_of(under(templates.with_wide_margins_and_larger_titles()))[0]
    opening, title = page.line("Thực hiện Quy chế"), page.line("THÔNG BÁO")
    assert opening.left == pytest.approx(50 + 12.7, abs=1)
    assert title.bottom - title.top > (opening.bottom - opening.top) * 1.3


def test_a_file_without_our_styles_gets_them_and_loses_its_text() -> None:
    page = pages_of(under(templates.plain_word_file()))[0]
    assert not page.has("Chữ cũ của mẫu")
    assert page.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").left > page.line("LIÊN ĐOÀN LAO ĐỘNG").right


def test_the_header_of_the_template_stands_on_every_page_and_the_number_from_the_second_on() -> None:
    pages = pages_of(under(templates.with_header("CÔNG ĐOÀN SƠN BÌNH")))
    assert all(page.has("CÔNG ĐOÀN SƠN BÌNH") for page in pages)
    assert pages[0].top_line.text == "CÔNG ĐOÀN SƠN BÌNH"
    assert pages[1].top_line.text == "2"


def test_nothing_else_of_the_template_gets_into_letters() -> None:
    file = laid_out(make_letter(), replace(HEAD, template=templates.plain_word_file()))
    names = set(zipfile.ZipFile(BytesIO(file)).namelist())
    assert not any("thumbnail" in name or "customXml" in name or "stylesWithEffects" in name for name in names)


REFUSED = {
    "nothing": (b"", "tệp .docx"),
    "no zip": (b"%PDF-1.7", "tệp .docx"),
    "an old or locked file": (b"\xd0\xcf\x11\xe0\xa1\xb1", "mật khẩu"),
    "a broken zip": (b"PK\x03\x04" + b"\x00" * 50, "bị hỏng"),
    "cut off": (shipped_template(HEAD)[:4000], "bị hỏng"),
    "a workbook": (templates.repacked({"word/document.xml": None, "[Content_Types].xml": b"<Types/>"}), "văn bản Word"),
    "text that is no XML": (templates.repacked({"word/document.xml": b"<w:document"}), "bị hỏng"),
    "no text at all": (templates.repacked({"word/document.xml": None}), "bị hỏng"),
    "entities": (
        templates.repacked({"word/footnotes.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "Word không tạo ra",
    ),
    "entities in another encoding": (
        templates.repacked(
            {"word/footnotes.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a []><a/>'.encode("utf-16")}
        ),
        "Word không tạo ra",
    ),
    "a macro by its name": (templates.repacked({"word/vbaProject.bin": b"x"}), "macro"),
    "a macro by its kind": (templates.with_content_type("application/vnd.ms-office.vbaProject"), "macro"),
    "an embedded file": (templates.repacked({"word/embeddings/a.bin": b"x"}), "macro"),
    "an ActiveX control": (templates.repacked({"word/activeX/activeX1.xml": b"<a/>"}), "macro"),
    "text of another format": (templates.with_relationship("aFChunk", "a.html", "Internal"), "macro"),
    "a template elsewhere": (templates.with_relationship("attachedTemplate", "http://x.example/a.dotm"), "x.example"),
    "a picture elsewhere": (templates.with_relationship("image", "https://x.example/a.png"), "x.example"),
    "a link to a file": (templates.with_relationship("hyperlink", "file://server/a"), "server"),
    "a field that includes": (templates.with_field(' INCLUDEPICTURE "http://x.example/a" '), "trường"),
    "a field in pieces": (templates.with_field(" DDE", "AUTO cmd "), "trường"),
    "a simple field": (
        templates.repacked(
            {
                "word/footnotes.xml": b'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                b'<w:fldSimple w:instr=" link Excel.Sheet"/></w:p>'
            }
        ),
        "trường",
    ),
    "nonsense for a size": (
        templates.changed(
            lambda document: document.styles["VB Bảng"].element.rPr.sz.set(
                "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "abc"
            )
        ),
        "bị hỏng",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_unfit_file_is_refused_in_words(what: str) -> None:
    content, words = REFUSED[what]
    with pytest.raises(ValidationError) as refusal:
        check_template(content)
    assert words in refusal.value.messages[0]


def test_a_link_to_the_web_and_a_page_number_are_no_danger() -> None:
    check_template(templates.with_relationship("hyperlink", "https://congdoansonbinh.vn/"))
    check_template(templates.with_field(" PAGE "))


def test_a_file_that_unpacks_to_far_more_is_not_opened() -> None:
    bomb = templates.repacked({"word/media/a.bin": b"\x00" * (packages.MOST_UNPACKED + 1)})
    assert len(bomb) < packages.MOST_BYTES
    with pytest.raises(ValidationError, match="quá lớn"):
        check_template(bomb)


def test_a_file_of_very_many_parts_or_bytes_is_not_opened() -> None:
    with pytest.raises(ValidationError, match="quá lớn"):
        check_template(templates.repacked({f"word/{number}.xml": b"<a/>" for number in range(packages.MOST_PARTS)}))
    with pytest.raises(ValidationError, match="lớn hơn 5 MB"):
        check_template(b"PK\x03\x04" + b"\x00" * packages.MOST_BYTES)


def test_from_its_entry_on_letters_look_like_the_template(member: User) -> None:
    content = templates.with_wide_margins_and_larger_titles()
    use_template("Mẫu 2026.docx", content, by=member)
    assert DocumentSettings.current().letterhead().template == content
    assert str(OfficeTemplate.in_use()) == "Mẫu 2026.docx"


def test_the_office_goes_back_to_the_template_of_the_software(member: User) -> None:
    use_template("Mẫu.docx", shipped_template(HEAD), by=member)
    use_shipped_template(by=member)
    assert DocumentSettings.current().letterhead().template is None
    with pytest.raises(ValidationError, match="đang được dùng"):
        use_shipped_template(by=member)


def test_what_was_in_use_is_neither_changed_nor_deleted(member: User) -> None:
    template = use_template("Mẫu.docx", shipped_template(HEAD), by=member)
    for attempt in (template.save, template.delete, OfficeTemplate.objects.all().delete):
        with pytest.raises(ValidationError):
            attempt()
    with pytest.raises(ValidationError):
        OfficeTemplate.objects.update(file_name="khác")


def test_the_same_file_twice_is_refused(member: User) -> None:
    use_template("Mẫu.docx", shipped_template(HEAD), by=member)
    with pytest.raises(ValidationError, match="đang được dùng"):
        use_template("Khác.docx", shipped_template(HEAD), by=member)


def test_an_unfit_file_leaves_what_is_in_use(member: User) -> None:
    with pytest.raises(ValidationError):
        use_template("Mẫu.docx", b"PK\x03\x04", by=member)
    assert not OfficeTemplate.objects.exists()


def test_only_the_board_and_administrators_decide(portal: None) -> None:
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    use_template("Mẫu.docx", shipped_template(HEAD), by=administrator)
    stranger = UserFactory()
    with pytest.raises(PermissionDenied):
        use_template("Mẫu.docx", templates.plain_word_file(), by=stranger)
    with pytest.raises(PermissionDenied):
        use_shipped_template(by=stranger)
