"""The second factor in the audit trail and in the administrators' menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.accounts.second_factor.resets import MAY_RESET
from cms.accounts.second_factor.views import resets

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.log_actions import LogActionRegistry

_ACTIONS = {
    "accounts.second_factor_added": (_("Second factor added"), _("Added a second factor")),
    "accounts.second_factor_removed": (_("Second factor removed"), _("Removed a second factor")),
    "accounts.second_factor_failed": (_("Wrong second factor"), _("Typed a wrong code")),
    "accounts.recovery_codes_made": (_("Recovery codes made"), _("Made new recovery codes")),
    "accounts.recovery_code_used": (_("Recovery code used"), _("Used a recovery code")),
    "accounts.open_factor_reset": (_("Lost phone reported"), _("Asked to remove a lost second factor")),
    "accounts.confirm_factor_reset": (_("Lost second factor removed"), _("Confirmed the removal of a second factor")),
    "accounts.withdraw_factor_reset": (_("Lost phone withdrawn"), _("Stopped the removal of a second factor")),
    "accounts.technician_factor_reset": (
        _("Second factor removed on the server"),
        _("Removed a second factor from the server's command line"),
    ),
}


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    for name, (label, message) in _ACTIONS.items():
        actions.register_action(name, label, message)


@hooks.register("register_admin_urls")
def reset_urls() -> list:
    return [
        path("mat-dien-thoai/", resets.index, name="accounts_factor_resets"),
        path("mat-dien-thoai/<int:pk>/xac-nhan/", resets.confirm, name="accounts_confirm_factor_reset"),
        path("mat-dien-thoai/<int:pk>/dung/", resets.withdraw, name="accounts_withdraw_factor_reset"),
    ]


class ResetMenuItem(MenuItem):
    """For administrators alone."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_RESET)


@hooks.register("register_settings_menu_item")
def reset_menu_item(**kwargs: Any) -> MenuItem:
    return ResetMenuItem(_("Lost phones"), reverse("accounts_factor_resets"), icon_name="key", order=500)
