"""What the audit trail tells of notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

if TYPE_CHECKING:
    from wagtail.log_actions import LogActionRegistry

_ACTIONS = [
    ("notices.begin", _("Begin a quarterly notice"), _("Began the notice")),
    ("notices.write", _("Write a quarterly notice"), _("Changed the words of the notice")),
    ("notices.drop", _("Give up a quarterly notice"), _("Deleted the draft of the notice")),
    ("notices.send", _("Send a quarterly notice to signature"), _("Sent the notice to signature")),
    ("notices.take_back", _("Take a quarterly notice back"), _("Took the notice back from signature")),
    ("notices.issue", _("Issue a quarterly notice"), _("Issued the notice")),
    ("notices.read_annex", _("Open an internal annex"), _("Opened the internal annex of the notice")),
]


@hooks.register("register_log_actions")
def register_notices(actions: LogActionRegistry) -> None:
    for action, label, message in _ACTIONS:
        actions.register_action(action, label, message)
