"""What people of units find of quotas outside their own screens: the tab, or the entry in Wagtail's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.news.frames import Tab, register_tab
from cms.quotas.desk.access import has_own_units

if TYPE_CHECKING:
    from django.http import HttpRequest

register_tab(
    Tab(40, _("Quota"), "quotas:mine", "quota", has_own_units, around=frozenset({"quotas:unit", "quotas:period"}))
)


class OwnUnitsItem(MenuItem):
    """An entry for those who have a role in a unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_own_units(request.user)


@hooks.register("register_admin_menu_item")
def quota_entry() -> MenuItem:
    return OwnUnitsItem(_("Quota"), reverse_lazy("quotas:mine"), name="quota", icon_name="success", order=5)
