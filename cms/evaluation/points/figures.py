"""What of a unit's year is graded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Figures:
    """A unit's figures of a year, all from the publication record.

    ``days`` has, of each item that bears the day of its event, the local days from there to its publication (0 for
    what was announced beforehand), in order; ``without_day`` counts the others. ``genres`` counts items by the code
    of their genre, whose names are ``genre_names``; ``returns`` is how often its items were returned before they were
    published.
    """

    periods_owed: int = 0
    periods_met: int = 0
    total_owed: int = 0
    total_published: int = 0
    days: tuple[int, ...] = ()
    without_day: int = 0
    genres: Mapping[str, int] = field(default_factory=dict)
    genre_names: Mapping[str, str] = field(default_factory=dict)
    returns: int = 0

    @property
    def owes_nothing(self) -> bool:
        return self.periods_owed == 0 and self.total_owed == 0

    @property
    def median_days(self) -> Fraction | None:
        """The median of ``days``, a half between two of them; None if no item bears the day of its event."""
        if not self.days:
            return None
        upper = len(self.days) // 2
        lower = upper if len(self.days) % 2 else upper - 1
        return Fraction(self.days[lower] + self.days[upper], 2)
