"""Acts on the register as the audit trail names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cms.units.models import SuccessionKind

if TYPE_CHECKING:
    from wagtail.log_actions import LogActionRegistry


def register_successions(actions: LogActionRegistry) -> None:
    """For Wagtail's hook ``register_log_actions``."""
    for kind in SuccessionKind:
        actions.register_action(f"units.{kind.value}", kind.label, kind.label)
    actions.register_action("units.undo", _("Undo a succession"), _("Succession undone"))
