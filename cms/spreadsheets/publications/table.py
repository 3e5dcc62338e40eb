"""The table of publications of the old portal; as with the register's tables its names are the format."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cms.spreadsheets import values
from cms.spreadsheets.tables import EXAMPLE, Column, Table

from .values import authors, day_of_publication, paid, web_address

PUBLICATIONS = Table(
    "publications",
    "Tin, bài đã đăng",
    (
        Column(
            "units",
            "Đơn vị",
            values.several(255),
            _("Code or name of the unit as it was on that day. Units of a joint item: semicolons between."),
            example=f"{EXAMPLE}: CDCS-001",
            needed=True,
            choices="units",
            width=44,
            aliases=("Mã đơn vị", "Tên đơn vị", "Đơn vị gửi tin", "Đơn vị gửi", "Mã ĐV"),
        ),
        Column(
            "authors",
            "Tác giả",
            authors,
            _("As printed; semicolons between. With shares, if they are known: Nông Văn A (60%); Trần Thị B (40%)."),
            example="Nông Văn A; Trần Thị B",
            needed=True,
            width=34,
            aliases=("Người viết", "Bút danh", "Tên tác giả"),
        ),
        Column(
            "headline",
            "Tiêu đề",
            values.text(255),
            _("The headline of the item."),
            example="Công đoàn trường tặng quà đoàn viên khó khăn",
            needed=True,
            width=60,
            aliases=("Tít", "Tên tin, bài", "Tên tin bài", "Tiêu đề tin, bài", "Tên bài", "Tin, bài"),
        ),
        Column(
            "day",
            "Ngày đăng",
            day_of_publication,
            _("The day of first publication: day/month/year. A time of day may stand there too; it is left out."),
            example="15/03/2024",
            needed=True,
            as_text=False,
            is_day=True,
            width=14,
            aliases=("Ngày", "Thời gian đăng", "Ngày xuất bản", "Ngày giờ đăng", "Đăng ngày"),
        ),
        Column(
            "address",
            "Địa chỉ",
            web_address,
            _("The whole address on the old portal, copied from the browser. It tells items apart; may be empty."),
            example="http://congdoan.example.vn/tin-tuc/tang-qua-doan-vien-123.html",
            width=56,
            aliases=("Đường dẫn", "Link", "URL", "Liên kết", "Địa chỉ trang", "Địa chỉ trên trang cũ"),
        ),
        Column(
            "paid",
            "Đã chi nhuận bút",
            paid,
            _("Whether the royalty was paid: yes, no, or not known."),
            example="Có",
            needed=True,
            choices="paid",
            width=18,
            aliases=("Nhuận bút", "Đã chi", "Đã trả nhuận bút", "Chi nhuận bút"),
        ),
        Column(
            "genre",
            "Thể loại",
            values.text(200),
            _("Choose from the list; empty: an ordinary news item."),
            example="",
            choices="genres",
            width=18,
            aliases=("Loại tin, bài", "Loại tin"),
        ),
        Column(
            "sections",
            "Chuyên mục",
            values.several(255),
            _("Where it stood, as it was called then; may be empty."),
            choices="sections",
            width=28,
            aliases=("Mục", "Danh mục tin"),
        ),
        Column(
            "photographers",
            "Người chụp ảnh",
            authors,
            _("As printed below the photos; may be empty."),
            width=24,
            aliases=("Ảnh", "Tác giả ảnh", "Chụp ảnh"),
        ),
    ),
    aliases=("Tin bài", "Tin, bài cũ", "Tin cũ", "Publications"),
)
