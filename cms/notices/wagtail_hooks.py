"""Where notices meet Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.audit.lines import tell_names_of
from cms.notices import log_actions as log_actions
from cms.notices.models import Notice
from cms.units.roles import is_board

if TYPE_CHECKING:
    from django.http import HttpRequest

tell_names_of(Notice)


class NoticesMenuItem(MenuItem):
    """An entry for the board."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_board(request.user)


@hooks.register("register_admin_urls")
def notice_urls() -> list:
    return [path("thong-bao-quy/", include("cms.notices.admin_urls"))]


@hooks.register("register_admin_menu_item")
def notices_menu_item() -> MenuItem:
    return NoticesMenuItem(
        _("Quarterly notices"), reverse_lazy("notices:index"), name="quarterly-notices", icon_name="doc-full", order=60
    )
