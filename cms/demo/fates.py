"""What becomes of the demonstration's items, and which of them are special."""

from __future__ import annotations

from enum import Enum, auto

from cms.demo.chance import Chance


class Fate(Enum):
    """Where an item stands when the demonstration begins."""

    DRAFT = auto()
    DRAFT_INCOMPLETE = auto()
    AT_UNIT = auto()
    AT_UNIT_LONG = auto()
    RETURNED_BY_UNIT = auto()
    RETURNED_BY_BOARD = auto()
    AT_BOARD = auto()
    AT_BOARD_URGENT = auto()
    SCHEDULED = auto()
    NOT_USED = auto()
    HIDDEN = auto()
    WITHDRAWN = auto()
    CORRECTED = auto()
    CHANGE_BEING_WRITTEN = auto()
    CHANGE_AT_UNIT = auto()
    PUBLISHED = auto()


class Trait(Enum):
    """What is special about an item."""

    PLAIN = auto()
    JOINT = auto()
    REPOST = auto()
    PHOTO_STORY = auto()
    VIDEO = auto()
    GALLERY = auto()
    TABLE = auto()
    QUOTATION = auto()


# In parts of all items; at least one of each. The rest is published and plain.
_FATES = {
    Fate.DRAFT: 0.02,
    Fate.DRAFT_INCOMPLETE: 0.01,
    Fate.AT_UNIT: 0.02,
    Fate.AT_UNIT_LONG: 0.012,
    Fate.RETURNED_BY_UNIT: 0.012,
    Fate.RETURNED_BY_BOARD: 0.012,
    Fate.AT_BOARD: 0.025,
    Fate.AT_BOARD_URGENT: 0.008,
    Fate.SCHEDULED: 0.012,
    Fate.NOT_USED: 0.02,
    Fate.HIDDEN: 0.006,
    Fate.WITHDRAWN: 0.006,
    Fate.CORRECTED: 0.02,
    Fate.CHANGE_BEING_WRITTEN: 0.008,
    Fate.CHANGE_AT_UNIT: 0.008,
}
_TRAITS = {
    Trait.JOINT: 0.06,
    Trait.REPOST: 0.03,
    Trait.PHOTO_STORY: 0.04,
    Trait.VIDEO: 0.01,
    Trait.GALLERY: 0.05,
    Trait.TABLE: 0.04,
    Trait.QUOTATION: 0.06,
}
FEWEST = len(_FATES) + len(_TRAITS)


def destine(items: int, chance: Chance) -> list[tuple[Fate, Trait]]:
    """A fate and a trait for each of so many items, in a chance order.

    Raises ``ValueError`` if they are too few for every state to be seen.
    """
    if items < FEWEST:
        raise ValueError(f"Fewer than {FEWEST} items cannot show every state.")
    destinies = [(fate, Trait.PLAIN) for fate, part in _FATES.items() for _ in range(max(1, round(items * part)))]
    destinies += [
        (Fate.PUBLISHED, trait) for trait, part in _TRAITS.items() for _ in range(max(1, round(items * part)))
    ]
    destinies += [(Fate.PUBLISHED, Trait.PLAIN)] * (items - len(destinies))
    chance.shuffle(destinies)
    return destinies
