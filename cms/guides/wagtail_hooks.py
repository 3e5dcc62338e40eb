"""The guides in the admin: their addresses, and their entry in the help menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

if TYPE_CHECKING:
    from django.http import HttpRequest

OUR_HELP = {"guides", "keyboard-shortcuts-trigger"}


@hooks.register("register_admin_urls")
def guide_urls() -> list[URLPattern | URLResolver]:
    return [path("huong-dan/", include("cms.guides.admin_urls"))]


@hooks.register("register_help_menu_item")
def help_entry() -> MenuItem:
    return MenuItem(_("Guides for our work"), reverse("guides:index"), name="guides", icon_name="help", order=1)


@hooks.register("construct_help_menu")
def keep_help_ours(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's news and its editor's guide, in English and about screens that are not ours, are for technicians."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name in OUR_HELP]
