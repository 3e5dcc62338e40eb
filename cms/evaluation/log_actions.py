"""What the audit trail tells of evaluations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

if TYPE_CHECKING:
    from wagtail.log_actions import LogActionRegistry

_ACTIONS = [
    ("evaluation.open", _("Open an evaluation"), _("Opened the evaluation of a year")),
    ("evaluation.comment", _("Comment on a unit"), _("Wrote a comment on a unit")),
    ("evaluation.send_to_signature", _("Send an evaluation to signature"), _("Froze the figures, for signature")),
    ("evaluation.take_back", _("Take an evaluation back"), _("Took the evaluation back from signature")),
    ("evaluation.close", _("Close an evaluation"), _("Closed the evaluation of a year")),
    ("evaluation.reopen", _("Reopen an evaluation"), _("Reopened the evaluation of a year")),
    ("evaluation.drop", _("Drop an evaluation"), _("Dropped the evaluation of a year")),
    ("evaluation.establish", _("Enter points or a year's first day"), _("Entered what holds from a day on")),
    ("evaluation.correct", _("Correct points or a year's first day"), _("Corrected what was entered")),
    ("evaluation.export", _("Export an evaluation"), _("Exported an evaluation")),
]


@hooks.register("register_log_actions")
def register_evaluations(actions: LogActionRegistry) -> None:
    for action, label, message in _ACTIONS:
        actions.register_action(action, label, message)
