"""The frame in which a screen stands: people of units have one of their own, the province works in Wagtail's."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Any, cast

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from cms.news.lists import waiting_for
from cms.units.models import Role
from cms.units.permissions import is_confined, units_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from cms.accounts.models import User

OURS = "desk/base.html"
WAGTAILS = "wagtailadmin/base.html"
GUIDES = "guides:index"


@dataclass(frozen=True, order=True)
class Tab:
    """A screen in the tabs of people of units, for those whose work it is.

    ``icon`` is a symbol of ``static/desk/icons.svg``; ``around`` names further screens that belong to this one;
    ``count`` is how many things wait there.
    """

    order: int
    label: Any = field(compare=False)
    url_name: str = field(compare=False)
    icon: str = field(compare=False)
    is_for: Callable[[User], bool] = field(compare=False, default=lambda user: True)
    around: frozenset[str] = field(compare=False, default=frozenset())
    count: Callable[[User], int] = field(compare=False, default=lambda user: 0)


TABS: list[Tab] = []


def register_tab(tab: Tab) -> None:
    """Let another room's screen join the tabs, in the place that its order gives it."""
    insort(TABS, tab)


def frame(request: HttpRequest) -> dict[str, Any]:
    """For templates: ``frame`` to extend, ``desk_tabs`` and ``guides_url``; nothing is asked before it is used."""
    frame_of = cache(partial(_frame_of, request))
    return {"frame": frame_of, "desk_tabs": partial(_tabs_of, request), "guides_url": _guides_url}


def _frame_of(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    return OURS if user is not None and user.is_authenticated and is_confined(user) else WAGTAILS


def _tabs_of(request: HttpRequest) -> list[dict[str, Any]]:
    user = cast("User", request.user)
    match = request.resolver_match
    here = match.view_name if match else ""
    return [
        {
            "label": tab.label,
            "url": reverse(tab.url_name),
            "icon": tab.icon,
            "is_current": here == tab.url_name or here in tab.around,
            "count": tab.count(user),
        }
        for tab in TABS
        if tab.is_for(user)
    ]


def _guides_url() -> str | None:
    try:
        return reverse(GUIDES)
    except NoReverseMatch:
        return None


def _writes(user: User) -> bool:
    return units_of(user, Role.WRITER).exists()


def _approves(user: User) -> bool:
    return units_of(user, Role.APPROVER).exists()


register_tab(Tab(10, _("Write news"), "news:write", "write", _writes, frozenset({"news:writing_new"})))
register_tab(Tab(20, _("My items"), "news:mine", "mine"))
register_tab(
    Tab(30, _("Waiting for me"), "news:waiting", "waiting", _approves, count=lambda user: waiting_for(user).count())
)
register_tab(
    Tab(
        90,
        _("Account"),
        "accounts:account",
        "account",
        around=frozenset({"accounts:contact", "accounts:password", "units:my_leave", "units:end_leave"}),
    )
)
