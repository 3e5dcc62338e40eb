"""A blank Word page as offices in Việt Nam want it: Decree 30/2020/NĐ-CP, annex I, and QĐ 933/QĐ-TLĐ (2024)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

FONT = "Times New Roman"
BODY = Pt(14)
SMALL = Pt(12)
BLACK = RGBColor(0, 0, 0)
# A4 less the margins left and right.
TEXT_WIDTH = Mm(210 - 30 - 20)
_SIZES = {"Title": Pt(16), "Heading 1": Pt(14), "Heading 2": Pt(14), "Heading 3": Pt(14), "Caption": SMALL}


def blank_page() -> Document:
    """A4, Times New Roman 14, margins of the decree, page numbers at the top centre from the second page on."""
    document = docx.Document()
    for style in document.styles:
        _write_in_times(style)
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(6)
    caption: Any = document.styles["Caption"]
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _lay_out(document.sections[0])
    return document


def _write_in_times(style: Any) -> None:
    """One black font for every style; Word takes Vietnamese letters from several slots of a font."""
    if not hasattr(style, "font"):
        return
    style.font.name = FONT
    style.font.size = _SIZES.get(style.name, BODY)
    style.font.color.rgb = BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(slot), None)
    for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(slot), FONT)


def _lay_out(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
