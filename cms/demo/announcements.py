"""The demonstration's announcements: official documents with a PDF, as an office scans them."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from PIL import Image, ImageDraw
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.accounts.models import User
from cms.demo.canvas import RED, WHITE, write
from cms.demo.places import FEDERATION, PROVINCE
from cms.news.models import AnnouncementIndexPage, AnnouncementPage

# A4 at 100 dots per inch.
_SHEET = (827, 1169)
_INK = (20, 20, 26)


class Announcement(NamedTuple):
    """A document: how many days ago it was signed, its symbol, its subject and its text."""

    age: int
    symbol: str
    subject: str
    text: str


ANNOUNCEMENTS = [
    Announcement(
        3,
        "KH-LĐLĐ",
        "Kế hoạch tổ chức hội nghị tổng kết hoạt động công đoàn năm",
        "Các đơn vị gửi báo cáo tổng kết về Văn phòng LĐLĐ tỉnh đúng thời hạn, kèm danh sách đề nghị khen thưởng.",
    ),
    Announcement(
        18,
        "TB-LĐLĐ",
        "Thông báo đơn vị, cá nhân có tin, bài trên Trang thông tin điện tử quý gần nhất",
        "Ban Biên tập công khai danh sách các đơn vị, cá nhân có tin, bài được đăng tải trong quý.",
    ),
    Announcement(
        41,
        "CV-LĐLĐ",
        "V/v tuyên truyền trên Trang thông tin điện tử LĐLĐ tỉnh",
        "Các công đoàn cấp trên trực tiếp cơ sở có ít nhất 1 tin hoặc bài mỗi tháng; công đoàn cơ sở có ít "
        "nhất 1 tin hoặc bài mỗi 6 tháng.",
    ),
    Announcement(
        77,
        "HD-LĐLĐ",
        "Hướng dẫn chăm lo đoàn viên, người lao động bị ảnh hưởng bởi mưa lũ",
        "Công đoàn các cấp rà soát, lập danh sách đoàn viên bị thiệt hại về nhà ở, tài sản để kịp thời hỗ trợ.",
    ),
    Announcement(
        130,
        "TB-LĐLĐ",
        "Thông báo lớp tập huấn viết tin, chụp ảnh bằng điện thoại",
        "Mỗi đơn vị cử một cán bộ đầu mối tham dự; học viên mang theo điện thoại có kết nối mạng.",
    ),
    Announcement(
        215,
        "QĐ-LĐLĐ",
        "Quyết định kiện toàn Ban Biên tập Trang thông tin điện tử",
        "Ban Biên tập gồm bốn thành viên, chịu trách nhiệm biên tập, đăng tải tin, bài của các đơn vị.",
    ),
]


def announce(signer: User) -> None:
    """Publish every announcement on its day, signed by a leader of the federation."""
    for number, announcement in enumerate(reversed(ANNOUNCEMENTS), start=1):
        day = timezone.localdate() - dt.timedelta(days=announcement.age)
        index = AnnouncementIndexPage.objects.get()
        page = AnnouncementPage(
            title=announcement.subject,
            number=f"{number * 17}/{announcement.symbol}",
            issued_on=day,
            signer=str(signer),
            signer_position="Phó Chủ tịch",
            body=f"<p>{announcement.text}</p>",
        )
        document = get_document_model()(title=announcement.subject, uploaded_by_user=signer)
        document.file = ContentFile(sheet(page), name=f"van-ban-{number * 17}.pdf")
        document.save()
        page.document = document
        index.add_child(instance=page)
        page.save_revision(user=signer).publish(user=signer)
        moment = timezone.make_aware(dt.datetime.combine(day, dt.time(15)))
        times = {"first_published_at": moment, "last_published_at": moment, "latest_revision_created_at": moment}
        models.QuerySet(Page).filter(pk=page.pk).update(**times)


def sheet(page: AnnouncementPage) -> bytes:
    """The signed document as a scanned sheet, in PDF."""
    image = Image.new("RGB", _SHEET, WHITE)
    draw = ImageDraw.Draw(image)
    write(draw, (230, 90), FEDERATION.upper(), 12, _INK, "mm")
    write(draw, (600, 90), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, _INK, "mm")
    write(draw, (600, 112), "Độc lập - Tự do - Hạnh phúc", 12, _INK, "mm")
    write(draw, (230, 130), f"Số: {page.number}", 12, _INK, "mm")
    write(draw, (600, 150), f"{PROVINCE}, ngày {page.issued_on:%d/%m/%Y}", 11, _INK, "mm")
    for number, line in enumerate(_lines(page.title, 52)):
        write(draw, (_SHEET[0] / 2, 230 + number * 26), line, 17, _INK, "mm")
    for number, line in enumerate(_lines(page.body.removeprefix("<p>").removesuffix("</p>"), 78)):
        write(draw, (120, 340 + number * 24), line, 13, _INK, "lm")
    write(draw, (600, 620), page.signer_position.upper(), 13, _INK, "mm")
    draw.ellipse((520, 650, 620, 750), outline=RED, width=4)
    write(draw, (600, 780), page.signer, 13, _INK, "mm")
    buffer = BytesIO()
    image.save(buffer, "PDF", resolution=100.0, title=page.title)
    return buffer.getvalue()


def _lines(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` characters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
