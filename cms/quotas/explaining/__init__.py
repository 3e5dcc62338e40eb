"""Figures in words: what each of them says, by which rule, and why a period or an item is not in it."""

from .items import Uncounted, uncounted
from .periods import state_in_words, why_not_owed, why_owed
from .rules import rule_in_words
from .stories import Story, story_of
from .summaries import Summary, kept, summary_of, within
from .years import Reason, reasons_of

__all__ = [
    "Reason",
    "Story",
    "Summary",
    "Uncounted",
    "kept",
    "reasons_of",
    "rule_in_words",
    "state_in_words",
    "story_of",
    "summary_of",
    "uncounted",
    "why_not_owed",
    "why_owed",
    "within",
]
