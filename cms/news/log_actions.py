"""What the audit trail tells of news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

if TYPE_CHECKING:
    from wagtail.log_actions import LogActionRegistry

_ON_PAPER = [
    ("news.enter_for_unit", _("Enter an item for a unit"), _("Began the item on behalf of its unit")),
    ("news.hand_in_paper", _("Hand in a vetting on paper"), _("Handed in the unit's vetting on paper")),
    ("news.confirm_paper", _("Confirm a vetting on paper"), _("Confirmed the unit's vetting on paper")),
    ("news.refuse_paper", _("Refuse a vetting on paper"), _("Did not confirm the unit's vetting on paper")),
    ("news.take_back_paper", _("Take back a vetting on paper"), _("Took back the unit's vetting on paper")),
    ("news.send_paper_again", _("Send an item again"), _("Sent the item to the board again, by the same paper")),
    ("news.read_paper", _("Open a vetting on paper"), _("Opened the file of the unit's vetting on paper")),
]


@hooks.register("register_log_actions")
def register_exports(actions: LogActionRegistry) -> None:
    actions.register_action(
        "news.export_record", _("Export the publication record"), _("Exported the publication record")
    )


@hooks.register("register_log_actions")
def register_vetting_on_paper(actions: LogActionRegistry) -> None:
    for action, label, message in _ON_PAPER:
        actions.register_action(action, label, message)
