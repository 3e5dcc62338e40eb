"""Whatever text gets into a letter, the file opens; and the same letter is the same file."""

from __future__ import annotations

import datetime as dt
import time
import zipfile
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.official_documents.parts import Annex, Paragraph, Signature, Table
from tests.official_documents.letters import laid_out, lines_of_letter, long_letter, make_letter, paragraph_text
from tests.official_documents.rendering import pages_of, text_of_pdf

# The order that ECMA-376 prescribes for what letters use: Word calls a file damaged that has it otherwise.
ORDERS = {
    "pPr": ["pStyle", "keepNext", "widowControl", "pBdr", "spacing", "ind", "jc", "outlineLvl", "sectPr"],
    "tblPr": ["tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar"],
    "tcPr": ["tcW", "gridSpan"],
    "trPr": ["cantSplit", "tblHeader"],
    "rPr": ["rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "lang"],
    "sectPr": ["headerReference", "footerReference", "pgSz", "pgMar", "pgNumType", "cols", "titlePg"],
    "style": ["name", "basedOn", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "pPr", "rPr", "tblPr"],
}
SPELLINGS = [
    "\x00\x07\x1f",
    "\ufffe\uffff",
    "\ud800",
    "a\x0bb\x0cc",
    "<w:p/>&amp;",
    "]]>",
    "\u202eđảo\u202c",
    "_x000D_",
]


def roots_of(file: bytes) -> list[Any]:
    document = docx.Document(BytesIO(file))
    return [document.element, document.styles.element]


@pytest.mark.parametrize("text", SPELLINGS, ids=lambda text: ascii(text))
def test_no_character_breaks_a_letter(text: str) -> None:
    letter = make_letter(
        title=text,
        subject=text,
        body=[Paragraph(text), Table([text], [[text]], total=[text], caption=text)],
        signature=Signature([text], text),
        recipients=[text],
        number=text,
        symbol=text,
    )
    assert lines_of_letter(letter)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_comes_out_as_it_went_in_but_for_what_no_letter_holds(text: str) -> None:
    (cell,) = [
        paragraph_text(element)
        for element in roots_of(laid_out(make_letter(body=[Table(["a"], [[f"={text}="]])])))[0].iter(qn("w:tc"))
        if paragraph_text(element).startswith("=")
    ]
    assert [letter for letter in cell if letter.isalnum()] == [letter for letter in text if letter.isalnum()]


def test_marks_of_direction_do_not_turn_the_rest_of_the_line() -> None:
    lines = lines_of_letter(make_letter(body=[Paragraph("Bài \u202eviết\u2066 \u200fcủa A")]))
    assert "Bài viết của A" in lines


def test_line_breaks_begin_new_paragraphs_and_empty_lines_none() -> None:
    lines = lines_of_letter(make_letter(body=[Paragraph("Một.\r\n\r\nHai.\u2028Ba.")]))
    start = lines.index("Một.")
    assert lines[start : start + 3] == ["Một.", "Hai.", "Ba."]


def test_very_long_words_stay_on_the_paper() -> None:
    address = "https://congdoansonbinh.vn/" + "mot-dia-chi-rat-dai" * 12
    letter = make_letter(body=[Paragraph("x" * 600), Table(["Địa chỉ", "Số"], [[address, "1"], ["y" * 300, "2"]])])
    for page in pages_of(laid_out(letter)):
        assert all(line.left >= 29 and line.right <= 191 for line in page.lines)


def test_a_row_that_fits_on_no_page_is_printed_whole() -> None:
    letter = make_letter(body=[Table(["STT", "Nội dung"], [["1", "từ " * 4000 + "cuối"], ["2", "sau"]])])
    text = "".join(text_of_pdf(laid_out(letter)))
    assert text.count("từ") == 4000
    assert "cuối" in text


def test_ten_thousand_rows_are_laid_out() -> None:
    rows = ([str(number), f"Công đoàn cơ sở {number}", "12/03/2026"] for number in range(10_000))
    root = roots_of(laid_out(make_letter(body=[Table(["STT", "Đơn vị", "Ngày"], rows)])))[0]
    assert len(root.findall(f".//{qn('w:tbl')}/{qn('w:tr')}")) == 10_000 + 1 + 3


def test_the_same_letter_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = laid_out(long_letter())
    monkeypatch.setattr(time, "localtime", lambda *_args: time.gmtime(2_000_000_000))
    assert laid_out(long_letter()) == first


def test_another_letter_gives_other_bytes() -> None:
    assert laid_out(make_letter(number="1")) != laid_out(make_letter(number="2"))


def test_the_file_bears_the_day_of_the_letter_and_no_other_moment() -> None:
    file = laid_out(make_letter(signed_on=dt.date(2026, 4, 3)))
    about = docx.Document(BytesIO(file)).core_properties
    assert about.created == about.modified == dt.datetime(2026, 4, 3, tzinfo=dt.UTC)
    assert about.author == "Liên đoàn Lao động tỉnh Sơn Bình"
    assert {part.date_time for part in zipfile.ZipFile(BytesIO(file)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_element_stands_in_the_order_that_word_expects() -> None:
    for root in roots_of(laid_out(long_letter())):
        for element in root.iter():
            order = ORDERS.get(str(element.tag).rpartition("}")[2])
            if order is not None:
                names = [str(child.tag).rpartition("}")[2] for child in element]
                assert names == sorted(names, key=order.index), element.tag


def test_every_cell_ends_with_a_paragraph_and_every_row_has_all_columns() -> None:
    for table in roots_of(laid_out(long_letter()))[0].iter(qn("w:tbl")):
        columns = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
        for row in table.iter(qn("w:tr")):
            spans = [int(span.get(qn("w:val"))) - 1 for span in row.iter(qn("w:gridSpan"))]
            assert len(row.findall(qn("w:tc"))) + sum(spans) == columns
            assert all(cell[-1].tag == qn("w:p") for cell in row.iter(qn("w:tc")))


@pytest.mark.parametrize("annexes", [(), long_letter().annexes], ids=["alone", "with annexes"])
def test_the_last_row_of_a_table_stays_on_the_page_of_the_signature(annexes: tuple[Annex, ...]) -> None:
    table = Table(["STT", "Đơn vị"], [["1", "A"], ["2", "B"]])
    tables = roots_of(laid_out(make_letter(body=[table], annexes=annexes)))[0].findall(f".//{qn('w:tbl')}")
    kept = [row.find(f".//{qn('w:keepNext')}") is not None for row in tables[1].iter(qn("w:tr"))]
    assert kept == [False, False, True]


def test_every_style_that_is_named_exists_and_speaks_vietnamese() -> None:
    text, styles = roots_of(laid_out(long_letter()))
    ids = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    assert {named.get(qn("w:val")) for named in text.iter(qn("w:pStyle"))} <= ids
    assert {language.get(qn("w:val")) for language in styles.iter(qn("w:lang"))} == {"vi-VN"}
