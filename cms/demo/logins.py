"""The logins that the demonstration prints: one for each role, all with the same password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

SHARED_BY_ALL = "son-binh"

SCHOOL = "CĐCS Trường THPT Sông Hiền"
_FACTORY = "CĐCS Công ty May Bình Minh Sơn"
_SECTOR = "Công đoàn ngành Giáo dục tỉnh"
_DEPARTMENT = "Ban Công tác công đoàn LĐLĐ tỉnh"


@dataclass(frozen=True)
class Login:
    """A short name, whose it is, and what to look at with it. ``place`` names the person in the demonstration."""

    username: str
    place: str
    role: Any
    look_at: Any


LOGINS = [
    Login(
        "viet", f"writer0:{SCHOOL}", _("writer of a school's union"), _("My items: drafts, returned items, a new item")
    ),
    Login("duyet", f"approver0:{SCHOOL}", _("approver of the same union"), _("Waiting for me: approve or return")),
    Login("may", f"writer0:{_FACTORY}", _("writer of a factory's union"), _("another unit: sees nothing of the first")),
    Login("giaoduc", f"approver0:{_SECTOR}", _("approver of a sector's union"), _("Waiting for me, one level up")),
    Login("ban", f"approver0:{_DEPARTMENT}", _("head of a department"), _("a department follows the same rule")),
    Login("bientap", "board1:", _("editorial board"), _("For the board: edit, publish, schedule, correct, hide")),
    Login("truongban", "board0:", _("head of the editorial board"), _("approves the board's own items for its unit")),
    Login("phongvien", "board3:", _("editorial board, writer"), _("writes the board's own items, cannot approve them")),
    Login("ketoan", "accountant", _("accountant"), _("the accountant's role, without news to decide")),
    Login("chutaikhoan", "holder", _("account holder"), _("the account holder's role, without news to decide")),
    Login("quantri", "administrator", _("administrator"), _("units, people and roles; publishes no news")),
    Login("kythuat", "superuser", _("superuser"), _("everything technical; publishes no unvetted news either")),
]


def shared_password() -> str:
    """The hash of the demonstration's password, made once: hashing it for each person would take a minute."""
    return make_password(SHARED_BY_ALL)
