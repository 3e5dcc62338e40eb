"""When two headlines say the same."""

from __future__ import annotations

import re
from collections import Counter

from cms.vietnamese.text import fold

# Units name the same yearly events in the same words: between two units only nearly equal headlines are alike.
SAME_UNIT, OTHER_UNIT = 0.75, 0.9
_FEWEST_WORDS = 3
_WORD = re.compile(r"[a-z0-9]+")

Words = Counter[str]


def words_of(headline: str) -> Words:
    """The words of a headline without diacritics and case, each with how often it stands there."""
    return Counter(_WORD.findall(fold(headline)))


def are_alike(one: Words, other: Words, *, same_unit: bool) -> bool:
    """Whether two headlines share so many words that they probably mean the same event."""
    total = one.total() + other.total()
    if min(one.total(), other.total()) < _FEWEST_WORDS:
        return one == other and total > 0
    return 2 * (one & other).total() / total >= (SAME_UNIT if same_unit else OTHER_UNIT)
