"""The signed sheets of the demonstration: how a unit vets on paper, photographed with a phone."""

from __future__ import annotations

import datetime as dt
import textwrap
from io import BytesIO

from PIL import Image, ImageDraw

from cms.demo.canvas import RED, write

# A4 at 75 dots per inch.
_SHEET = (620, 877)
_PAPER, _INK, _PEN = (252, 250, 244), (20, 20, 26), (28, 52, 140)


def signed_sheet(unit: str, headline: str, name: str, position: str, day: dt.date) -> bytes:
    """A *Bản trình duyệt* with stamp and signature, as a JPEG."""
    image = Image.new("RGB", _SHEET, _PAPER)
    draw = ImageDraw.Draw(image)
    write(draw, (310, 60), unit, 11, _INK, "mm")
    write(draw, (310, 120), "BẢN TRÌNH DUYỆT TIN, BÀI", 16, _INK, "mm")
    for number, line in enumerate(textwrap.wrap(headline, 52)):
        write(draw, (310, 190 + number * 24), line, 13, _INK, "mm")
    write(draw, (70, 330), "Ý kiến của người duyệt: Đồng ý gửi.", 12, _PEN, "lm")
    write(draw, (430, 560), f"Ngày {day:%d/%m/%Y}", 11, _INK, "mm")
    write(draw, (430, 590), position.upper(), 11, _INK, "mm")
    draw.ellipse((370, 610, 470, 710), outline=RED, width=4)
    draw.line([(390, 690), (415, 640), (435, 700), (455, 645), (480, 690)], fill=_PEN, width=3)
    write(draw, (430, 740), name, 12, _INK, "mm")
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()
