"""Where the statistics meet Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.statistics.views import may_read_statistics

if TYPE_CHECKING:
    from django.http import HttpRequest


@hooks.register("register_admin_urls")
def statistics_urls() -> list:
    return [path("thong-ke/", include("cms.statistics.admin_urls"))]


class StatisticsMenuItem(MenuItem):
    """An entry for those for whom the statistics are."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_statistics(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_menu_item")
def statistics_menu_item() -> MenuItem:
    return StatisticsMenuItem(
        _("Statistics"), reverse_lazy("statistics:index"), name="statistics", icon_name="table", order=60
    )
