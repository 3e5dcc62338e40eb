"""What the audit trail calls the acts on people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.audit.words import name_values
from cms.units.models import Role

_ACTIONS = [
    ("units.grant_role", _("Grant a role in a unit"), _("Granted a role in a unit")),
    ("units.end_role", _("End a role in a unit"), _("Ended a role in a unit")),
    ("units.supersede_role", _("Take back a mistaken role"), _("Took back a role granted by mistake")),
    ("units.grant_provincial_role", _("Give a role of the province"), _("Gave a role of the province")),
    ("units.revoke_provincial_role", _("Take a role of the province"), _("Took a role of the province")),
    ("units.take_leave", _("Enter a leave"), _("Entered a leave")),
    ("units.name_stand_in", _("Name a stand-in"), _("Named as a stand-in")),
    ("units.end_leave", _("End a leave"), _("Ended a leave")),
    ("units.leave", _("Leave the work"), _("Ended all roles and the login of a person who leaves")),
    ("units.readmit", _("Take back into the work"), _("Let a person who had left sign in again")),
    ("units.name_substitute", _("Name a substitute unit"), _("Named a substitute unit by decision")),
    ("units.end_substitute", _("End a substitute unit"), _("Ended a substitute unit")),
    ("units.merge_contributors", _("Merge contributors"), _("Merged entries of one contributor")),
    ("units.move_contributor", _("Move a contributor"), _("Moved a contributor to another unit, or to none")),
]


@hooks.register("register_log_actions")
def register_acts_on_people(actions: Any) -> None:
    name_values("role", Role)
    for action, label, message in _ACTIONS:
        actions.register_action(action, label, message)
