"""Text compared word by word."""

from __future__ import annotations

import difflib

Words = list[tuple[str, str]]
"""Runs of words, each with its mark: " " stays, "-" is gone, "+" is new."""

# Beyond that many words on both sides together a comparison would keep the person waiting.
_MOST_WORDS = 4000


def compare_words(before: str, after: str) -> Words:
    """The runs of words that lead from ``before`` to ``after``."""
    old, new = before.split(), after.split()
    if len(old) + len(new) > _MOST_WORDS:
        return _marked("-", old) + _marked("+", new)
    runs: Words = []
    for change, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            runs += _marked(" ", old[i1:i2])
        else:
            runs += _marked("-", old[i1:i2]) + _marked("+", new[j1:j2])
    return runs


def likeness(before: str, after: str) -> float:
    """How much two texts have in common, from 0 (no word) to 1 (all, in the same order)."""
    matcher = difflib.SequenceMatcher(None, before.split(), after.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.3 else 0.0


def _marked(mark: str, words: list[str]) -> Words:
    return [(mark, " ".join(words))] if words else []
