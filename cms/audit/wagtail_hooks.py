"""Where the audit trail meets Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.audit.trail import READ

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.log_actions import LogActionRegistry


class TrailMenuItem(MenuItem):
    """An entry for those who may read the trail."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(READ)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("audit.read", _("Open the audit trail"), _("Opened the audit trail"))
    actions.register_action("audit.export", _("Export the audit trail"), _("Exported the audit trail"))


@hooks.register("register_admin_urls")
def trail_urls() -> list:
    return [path("nhat-ky/", include("cms.audit.urls"))]


@hooks.register("register_admin_menu_item")
def trail_menu_item() -> MenuItem:
    return TrailMenuItem(
        _("Audit trail"), reverse_lazy("audit:entries"), name="audit-trail", icon_name="history", order=900
    )
