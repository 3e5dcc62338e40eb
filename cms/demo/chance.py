"""Chance that falls the same way each time, so that every demonstration is the same."""

from __future__ import annotations

from random import Random

SEED = 2026


class Chance(Random):
    """Chance by a seed and the name of what it is for: adding one thing changes no other."""

    def __init__(self, *names: object) -> None:
        super().__init__(":".join(str(name) for name in (SEED, *names)))

    def happens(self, probability: float) -> bool:
        """Whether something of a probability between 0 and 1 happens this time."""
        return self.random() < probability
