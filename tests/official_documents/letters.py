"""Letters to lay out, and the letterhead of an invented province."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx

from cms.official_documents.letterheads import Letterhead
from cms.official_documents.parts import Annex, Band, Heading, Letter, Paragraph, Signature, Table
from cms.official_documents.word.letter import letter_file

HEAD = Letterhead("Tổng Liên đoàn Lao động Việt Nam", "Liên đoàn Lao động tỉnh Sơn Bình", "Sơn Bình", "TB-LĐLĐ")
OPENING = (
    "Thực hiện Quy chế hoạt động của Trang thông tin điện tử, Ban Biên tập thông báo danh sách các đơn vị, cá nhân "
    "có tin, bài được đăng trong Quý I năm 2026 như sau:"
)


def make_letter(**changes: Any) -> Letter:
    """A short notice whose number and day are not known yet, unless the changes say otherwise."""
    fields: dict[str, Any] = {
        "title": "Thông báo",
        "subject": "Danh sách đơn vị, cá nhân có tin, bài được đăng Quý I năm 2026",
        "body": [Paragraph(OPENING)],
        "signature": Signature(["TM. Ban Biên tập", "Trưởng ban"], "Nguyễn Văn An"),
        "recipients": ["Thường trực LĐLĐ tỉnh (để báo cáo)", "Lưu: VT, BBT"],
        "year": 2026,
    }
    return Letter(**fields | changes)


def long_letter(rows: int = 70) -> Letter:
    """A notice of several pages with a table, headings, and two annexes, the first of which lies across."""
    table = Table(
        ["STT", "Đơn vị", "Tên tin, bài", "Ngày đăng", "Số tin"],
        [Band("Công đoàn cơ sở"), *map(unit_row, range(1, rows + 1))],
        numeric={4},
        centred={0, 3},
        total=["", "Tổng cộng", "", "", "1.234"],
        caption="Bảng 1. Tin, bài của các đơn vị",
    )
    body = [Paragraph(OPENING), Heading("I. Kết quả", 1), Heading("1. Đơn vị", 2), table, Paragraph("Kính báo./.")]
    across = Table(["STT", "Đơn vị", "Ghi chú"], [[str(row), f"Công đoàn cơ sở số {row}", ""] for row in range(1, 41)])
    annexes = [
        Annex("Phụ lục I", "Đơn vị chưa có tin, bài", [across], landscape=True),
        Annex("Phụ lục II", "Ghi chú", [Paragraph("Không có.")]),
    ]
    return make_letter(body=body, annexes=annexes)


def unit_row(number: int) -> list[str]:
    name = f"Công đoàn cơ sở Trường Trung học phổ thông số {number}"
    return [str(number), name, "Ra quân hưởng ứng Tháng công nhân năm 2026", "12/03/2026", str(number)]


def laid_out(letter: Letter, letterhead: Letterhead = HEAD) -> bytes:
    return letter_file(letter, letterhead)


def lines_of_letter(letter: Letter, letterhead: Letterhead = HEAD) -> list[str]:
    """Every paragraph of the Word file, in its order, those in tables too."""
    document = docx.Document(BytesIO(laid_out(letter, letterhead)))
    return [paragraph_text(element) for element in document.element.body.iter() if element.tag.endswith("}p")]


def paragraph_text(element: Any) -> str:
    return "".join(piece.text or "" for piece in element.iter() if piece.tag.endswith("}t"))
