"""Quota rules by their acts: entered, ended and followed, corrected, taken back; each by the board and on record."""

from .acts import change_rule, correct_rule, end_rule, enter_rule, take_back_rule
from .saying import Saying

__all__ = ["Saying", "change_rule", "correct_rule", "end_rule", "enter_rule", "take_back_rule"]
