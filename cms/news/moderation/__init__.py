"""The acts of moderation. Each has one shape: lock, guard, record, move on, tell those concerned.

Each raises ``ActRefused`` (with the reason in words for the person) when it is not theirs to do, or not now.
"""

from .after_publication import add_correction, correct, drop_proposal, hide, show, withdraw
from .completing import Completion
from .deciding import approve_for_board, approve_for_unit, send_back, set_aside
from .discarding import discard
from .on_paper import Paper, confirm, enter, hand_in, refuse, send_again, take_back
from .timing import publish_due, reopen_refused, unschedule
from .writing import call_off, recall, submit

__all__ = [
    "Completion",
    "Paper",
    "add_correction",
    "approve_for_board",
    "approve_for_unit",
    "call_off",
    "confirm",
    "correct",
    "discard",
    "drop_proposal",
    "enter",
    "hand_in",
    "hide",
    "publish_due",
    "recall",
    "refuse",
    "reopen_refused",
    "send_again",
    "send_back",
    "set_aside",
    "show",
    "submit",
    "take_back",
    "unschedule",
    "withdraw",
]
