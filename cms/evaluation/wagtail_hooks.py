"""Where evaluations meet Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.evaluation import log_actions as log_actions
from cms.units.roles import is_board

if TYPE_CHECKING:
    from django.http import HttpRequest


class EvaluationMenuItem(MenuItem):
    """An entry for the board."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_board(request.user)


@hooks.register("register_admin_urls")
def evaluation_urls() -> list[URLResolver]:
    return [
        path("cham-diem/", include("cms.evaluation.admin_urls")),
        path("ket-qua-cham-diem/", include("cms.evaluation.result_urls")),
    ]


@hooks.register("register_admin_menu_item")
def evaluation_menu_item() -> MenuItem:
    return EvaluationMenuItem(
        _("Evaluation"), reverse_lazy("evaluation:index"), name="evaluation", icon_name="clipboard-list", order=70
    )
