"""Where the quota rules meet Wagtail's admin: an entry of the menu, and what the trail calls the acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.audit.lines import tell_names_of
from cms.quotas.models import QuotaRule
from cms.units.roles import is_administrator, is_board

from . import log_actions as log_actions

if TYPE_CHECKING:
    from django.http import HttpRequest

tell_names_of(QuotaRule)


class RulesItem(MenuItem):
    """An entry for those who may read the quota rules."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_board(request.user) or is_administrator(request.user)


@hooks.register("register_settings_menu_item")
def rules_entry() -> MenuItem:
    return RulesItem(
        _("Quota rules"), reverse_lazy("quota_rules:list"), name="quota-rules", icon_name="list-ul", order=300
    )
