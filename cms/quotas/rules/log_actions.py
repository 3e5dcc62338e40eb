"""What the audit trail calls the acts on quota rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

if TYPE_CHECKING:
    from wagtail.log_actions import LogActionRegistry

_ACTIONS = [
    ("quotas.enter_rule", _("Enter a quota rule"), _("Entered a quota rule")),
    ("quotas.end_rule", _("End a quota rule"), _("Ended a quota rule")),
    ("quotas.correct_rule", _("Correct a quota rule"), _("Put another quota rule in the place of a wrong one")),
    ("quotas.take_back_rule", _("Take back a quota rule"), _("Took back a quota rule entered by mistake")),
]


@hooks.register("register_log_actions")
def register_acts_on_rules(actions: LogActionRegistry) -> None:
    for action, label, message in _ACTIONS:
        actions.register_action(action, label, message)
