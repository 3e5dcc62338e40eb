"""Where quotas meet Wagtail's admin: their addresses, and what each part adds to the menu and to other screens."""

from __future__ import annotations

from django.urls import URLResolver, include, path
from wagtail import hooks

from cms.quotas.board import hooks as board_hooks  # noqa: F401
from cms.quotas.desk import hooks as desk_hooks  # noqa: F401
from cms.quotas.reminders import hooks as reminder_hooks  # noqa: F401
from cms.quotas.rules import hooks as rule_hooks  # noqa: F401


@hooks.register("register_admin_urls")
def quota_urls() -> list[URLResolver]:
    return [path("chi-tieu/", include("cms.quotas.admin_urls"))]
