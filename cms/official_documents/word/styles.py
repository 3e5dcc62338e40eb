"""The paragraph styles of a letter, found by name: an office's template may look otherwise, what it lacks gets ours.

Sizes, weights and alignments are those of Decree 30/2020/NĐ-CP, annex I, and QĐ 933/QĐ-TLĐ (2024). Names begin with
"VB" (văn bản), so that people who change them in Word find them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE

from cms.official_documents.word.markup import style_element
from cms.official_documents.word.measures import twips

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Times New Roman"
INDENT = 12.7


@dataclass(frozen=True)
class Style:
    """A style of ours: ``size`` is in points, without one that of the letter's text; spaces are points, indents mm."""

    name: str
    id: str
    size: int | None = None
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: int = 0
    after: int = 0
    indent: float = 0
    line: float = 1
    keep: bool = False
    outline: int | None = None

    def markup(self, body_size: int) -> str:
        """The style as Word writes it down, the text of letters being ``body_size`` points high."""
        keep = "<w:keepNext/>" if self.keep else ""
        outline = "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>'
        marks = ("<w:b/><w:bCs/>" if self.bold else "") + ("<w:i/><w:iCs/>" if self.italic else "")
        size = (self.size or body_size) * 2
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:uiPriority w:val="1"/><w:qFormat/><w:pPr>{keep}<w:widowControl/>'
            f'<w:spacing w:before="{self.before * 20}" w:after="{self.after * 20}" w:line="{round(self.line * 240)}"'
            f' w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="{twips(self.indent)}"/>'
            f'<w:jc w:val="{"both" if self.align == "justify" else self.align}"/>{outline}</w:pPr>'
            f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>{marks}'
            f'<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            f'<w:lang w:val="vi-VN" w:eastAsia="vi-VN"/></w:rPr></w:style>'
        )


SUPERIOR = Style("VB Cơ quan chủ quản", "VBCoQuanChuQuan", size=12, align="center")
ISSUER = Style("VB Cơ quan ban hành", "VBCoQuanBanHanh", size=12, align="center", bold=True)
NATION = Style("VB Quốc hiệu", "VBQuocHieu", size=12, align="center", bold=True)
MOTTO = Style("VB Tiêu ngữ", "VBTieuNgu", size=13, align="center", bold=True)
NUMBER = Style("VB Số, ký hiệu", "VBSoKyHieu", size=13, align="center", before=6)
PLACE = Style("VB Địa danh, ngày", "VBDiaDanhNgay", size=13, align="center", italic=True, before=6)
RULE = Style("VB Gạch ngang", "VBGachNgang", size=2, align="center")
TITLE = Style("VB Tên loại", "VBTenLoai", align="center", bold=True, before=18, keep=True)
SUBJECT = Style("VB Trích yếu", "VBTrichYeu", align="center", bold=True, keep=True)
BODY = Style("VB Nội dung", "VBNoiDung", align="justify", before=3, after=3, indent=INDENT, line=1.15)
HEADING_1 = Style(
    "VB Đề mục 1", "VBDeMuc1", align="justify", bold=True, before=6, after=3, indent=INDENT, keep=True, outline=0
)
HEADING_2 = Style(
    "VB Đề mục 2", "VBDeMuc2", align="justify", bold=True, before=6, after=3, indent=INDENT, keep=True, outline=1
)
HEADING_3 = Style(
    "VB Đề mục 3",
    "VBDeMuc3",
    align="justify",
    bold=True,
    italic=True,
    before=3,
    after=3,
    indent=INDENT,
    keep=True,
    outline=2,
)
CAPTION = Style("VB Tên bảng", "VBTenBang", align="center", bold=True, before=6, after=3, keep=True)
TABLE_HEADING = Style("VB Đầu bảng", "VBDauBang", size=12, align="center", bold=True, before=2, after=2)
TABLE = Style("VB Bảng", "VBBang", size=12, before=2, after=2)
RECIPIENTS = Style("VB Nơi nhận", "VBNoiNhan", size=12, bold=True, italic=True, keep=True)
RECIPIENT = Style("VB Danh sách nơi nhận", "VBDanhSachNoiNhan", size=11, keep=True)
AUTHORITY = Style("VB Quyền hạn, chức vụ", "VBQuyenHanChucVu", align="center", bold=True, keep=True)
SIGNER = Style("VB Người ký", "VBNguoiKy", align="center", bold=True)
ANNEX = Style("VB Phụ lục", "VBPhuLuc", align="center", bold=True, keep=True, outline=0)
ANNEX_OF = Style("VB Kèm theo", "VBKemTheo", align="center", italic=True, after=6, keep=True)
PAGE_NUMBER = Style("VB Số trang", "VBSoTrang", size=13, align="center")

STYLES = (
    SUPERIOR,
    ISSUER,
    NATION,
    MOTTO,
    NUMBER,
    PLACE,
    RULE,
    TITLE,
    SUBJECT,
    BODY,
    HEADING_1,
    HEADING_2,
    HEADING_3,
    CAPTION,
    TABLE_HEADING,
    TABLE,
    RECIPIENTS,
    RECIPIENT,
    AUTHORITY,
    SIGNER,
    ANNEX,
    ANNEX_OF,
    PAGE_NUMBER,
)


class StyleIds:
    """The ids by which a file's text names the styles: a file that Word has written gives them ids of its own."""

    def __init__(self, document: Document, body_size: int) -> None:
        """Adds to ``document`` what it lacks of our styles."""
        known: dict[str, Any] = {style.name: style for style in _paragraph_styles(document)}
        for style in STYLES:
            if style.name not in known:
                document.styles.element.append(style_element(style.markup(body_size)))
        self._styles = {style.name: style for style in _paragraph_styles(document)}
        self._body_size = body_size

    def __getitem__(self, style: Style) -> str:
        return self._styles[style.name].style_id

    def size_of(self, style: Style) -> float:
        """How high, in points, letters of a style are; the size of ours where the file's style does not say."""
        size = self._styles[style.name].font.size
        return size.pt if size else style.size or self._body_size


def _paragraph_styles(document: Document) -> Iterator[Any]:
    return (style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH)
