"""The key of an imported publication: the same item gets the same key in every import."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from cms.vietnamese.text import nfc

from .addresses import normal_address

# Must never change: the keys of all imported publications are made with it.
_NAMESPACE = uuid.UUID("1a4b7a53-6f5c-5c0b-9a0e-6b1d5b0c2f77")


def key_of(address: str, headline: str, day: dt.date, units: Iterable[int]) -> uuid.UUID:
    """The key of an item: by its address, or, if it has none, by headline, local day and the units' ids.

    Raises ``ValidationError`` for an address that is none.
    """
    name = f"address {normal_address(address)}" if address else " ".join(map(str, facts_of(headline, day, units)))
    return uuid.uuid5(_NAMESPACE, name)


def facts_of(headline: str, day: dt.date, units: Iterable[int]) -> tuple[str, dt.date, tuple[int, ...]]:
    """What an item without address is told by: capitals and blanks of its headline make no difference."""
    return " ".join(nfc(headline).casefold().split()), day, tuple(sorted(set(units)))
