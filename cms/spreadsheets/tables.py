"""The four tables of the register: their sheets and columns, in the order in which they stand.

The names of sheets and columns are the format, not a text of the screen: a file has to be readable whatever
language the screens are in, so they are not translated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from cms.spreadsheets import values

if TYPE_CHECKING:
    from cms.spreadsheets.reading.cells import Cell

EXAMPLE = "Ví dụ"
WRITER_LABEL = "Người viết tin"
APPROVER_LABEL = "Người duyệt"


@dataclass(frozen=True)
class Column:
    """A column: its heading, how its cells are read, and what the template says about it.

    ``needed``: without this column the sheet cannot be read. ``as_text``: the program must not take what is
    typed for a number, for that loses leading zeros. ``choices`` names the list that the template offers.
    """

    key: str
    heading: str
    read: Callable[[Cell], Any]
    hint: Any
    example: str = ""
    needed: bool = False
    as_text: bool = True
    is_day: bool = False
    choices: str = ""
    width: int = 20
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table: its key in addresses and logs, its sheet, and its columns."""

    key: str
    title: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()

    @property
    def has_contacts(self) -> bool:
        """Whether the table has people's telephone numbers or e-mail addresses."""
        return any(column.key in {"phone", "email"} for column in self.columns)

    def column(self, key: str) -> Column:
        """The column with a key."""
        return next(column for column in self.columns if column.key == key)


_UNIT_HINT = _("The unit's code, from the sheet of units or from the register.")
_PERSON_HINT = _("The person's short name, telephone number or e-mail address.")

UNITS = Table(
    "units",
    "Đơn vị",
    (
        Column(
            "code",
            "Mã đơn vị",
            values.text(50),
            _("A code of your choice that no other unit has; other rows name the unit by it."),
            example=f"{EXAMPLE}: CDCS-001",
            needed=True,
            width=24,
            aliases=("Mã", "Mã ĐV", "Mã số đơn vị"),
        ),
        Column(
            "name",
            "Tên đơn vị",
            values.text(255),
            _("The full name. A change of name goes through the forms of reorganisation, not through this table."),
            example="Công đoàn cơ sở Trường THCS Sơn Bình",
            needed=True,
            width=52,
            aliases=("Tên",),
        ),
        Column(
            "kind",
            "Loại",
            values.text(200),
            _("Choose from the list."),
            example="Công đoàn cơ sở",
            needed=True,
            choices="kinds",
            width=36,
            aliases=("Loại đơn vị", "Loại hình"),
        ),
        Column(
            "parent",
            "Mã đơn vị cấp trên",
            values.text(150),
            _("Empty: directly under the province. The parent may stand in this same sheet, in any row."),
            example="LDLD-01",
            choices="units",
            width=24,
            aliases=("Mã cấp trên", "Đơn vị cấp trên", "Cấp trên"),
        ),
        Column(
            "size",
            "Số đoàn viên",
            values.whole_number(10_000_000),
            _("A whole number; may be empty."),
            example="45",
            as_text=False,
            width=14,
            aliases=("Số lượng đoàn viên",),
        ),
        Column(
            "valid_from",
            "Từ ngày",
            values.day,
            _("The day from which this holds of the unit: day/month/year."),
            example="01/07/2025",
            needed=True,
            as_text=False,
            is_day=True,
            width=14,
            aliases=("Ngày thành lập", "Hiệu lực từ ngày"),
        ),
        Column(
            "decision_number",
            "Số quyết định",
            values.text(100),
            _("Number and symbol of the decision; may be empty, together with its date."),
            example="15/QĐ-LĐLĐ",
            width=20,
            aliases=("Quyết định số", "Số QĐ"),
        ),
        Column(
            "decision_date",
            "Ngày quyết định",
            values.day,
            _("The date of the decision: day/month/year."),
            example="25/06/2025",
            as_text=False,
            is_day=True,
            width=16,
            aliases=("Ngày QĐ", "Ngày ký quyết định"),
        ),
    ),
    aliases=("Danh sách đơn vị", "Units"),
)

PEOPLE = Table(
    "people",
    "Người",
    (
        Column(
            "short_name",
            "Tên ngắn",
            values.text(150),
            _("What the person types to sign in. Empty: one is made from the name."),
            example=f"{EXAMPLE}: an.nv",
            width=22,
            aliases=("Tên đăng nhập", "Tài khoản"),
        ),
        Column(
            "full_name",
            "Họ và tên",
            values.text(301),
            _("Family name first."),
            example="Nguyễn Văn An",
            needed=True,
            width=32,
            aliases=("Họ tên", "Tên"),
        ),
        Column(
            "phone",
            "Điện thoại",
            values.phone,
            _("A telephone number in any spelling; it belongs to one person only."),
            example="0912 345 678",
            width=18,
            aliases=("Số điện thoại", "SĐT", "Di động", "ĐT"),
        ),
        Column(
            "email",
            "E-mail",
            values.email,
            _("May be empty."),
            example="an@example.com",
            width=30,
            aliases=("Thư điện tử", "Địa chỉ e-mail"),
        ),
    ),
    aliases=("Con người", "Danh sách người", "People", "Nhân sự"),
)

ROLES = Table(
    "roles",
    "Vai trò",
    (
        Column(
            "person",
            "Người",
            values.text(300),
            _PERSON_HINT,
            example=f"{EXAMPLE}: 0912 345 678",
            needed=True,
            width=26,
            aliases=("Tên ngắn", "Người giữ vai trò", "Tài khoản"),
        ),
        Column(
            "unit",
            "Mã đơn vị",
            values.text(150),
            _UNIT_HINT,
            example="CDCS-001",
            needed=True,
            choices="units",
            width=24,
            aliases=("Đơn vị", "Mã ĐV"),
        ),
        Column(
            "role",
            "Vai trò",
            values.text(100),
            _("Choose from the list."),
            example=APPROVER_LABEL,
            needed=True,
            choices="roles",
            width=18,
        ),
        Column(
            "position",
            "Chức vụ",
            values.text(200),
            _("The position held in the unit: the letters ask for it of approvers."),
            example="Chủ tịch công đoàn cơ sở",
            width=32,
        ),
        Column(
            "valid_from",
            "Từ ngày",
            values.day,
            _("The first day of the role: day/month/year."),
            example="01/07/2025",
            needed=True,
            as_text=False,
            is_day=True,
            width=14,
        ),
        Column(
            "last_day",
            "Đến hết ngày",
            values.day,
            _("The last day of the role; empty: until further notice."),
            as_text=False,
            is_day=True,
            width=14,
            aliases=("Đến ngày", "Ngày cuối"),
        ),
    ),
    aliases=("Phân vai", "Roles", "Danh sách vai trò"),
)

CONTRIBUTORS = Table(
    "contributors",
    "Tác giả",
    (
        Column(
            "full_name",
            "Họ và tên",
            values.text(200),
            _("Family name first."),
            example=f"{EXAMPLE}: Nông Thị Bình",
            needed=True,
            width=32,
            aliases=("Họ tên", "Tên tác giả"),
        ),
        Column(
            "pen_names",
            "Bút danh",
            values.several(200),
            _("Several pen names are separated by semicolons."),
            example="Sơn Hà; Bình Minh",
            width=30,
            aliases=("Các bút danh",),
        ),
        Column(
            "unit",
            "Mã đơn vị",
            values.text(150),
            _("Empty: of no unit."),
            example="CDCS-001",
            choices="units",
            width=24,
            aliases=("Đơn vị", "Mã ĐV"),
        ),
        Column(
            "phone",
            "Điện thoại",
            values.contact_phone,
            _("For contact only."),
            example="0912 345 678",
            width=18,
            aliases=("Số điện thoại", "SĐT", "ĐT"),
        ),
        Column(
            "login",
            "Người dùng",
            values.text(300),
            _("If the person signs in: short name, telephone number or e-mail address."),
            width=26,
            aliases=("Tên ngắn", "Tài khoản", "Đăng nhập", "Tên đăng nhập"),
        ),
    ),
    aliases=("Danh sách tác giả", "Contributors", "Tác giả, cộng tác viên"),
)

TABLES = (UNITS, PEOPLE, ROLES, CONTRIBUTORS)
TITLES = tuple(table.title for table in TABLES)


def table_named(key: str) -> Table:
    """The table with a key; raises LookupError if there is none."""
    for table in TABLES:
        if table.key == key:
            return table
    raise LookupError(key)
