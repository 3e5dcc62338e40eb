"""How long things take beside one another, in one run: medians of turns taken one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

Act = Callable[[], object]


def milliseconds(acts: list[Act], *, turns: int) -> list[float]:
    """The median of each act, in milliseconds; they take turns, so that what slows the machine slows all."""
    taken: list[list[float]] = [[] for _act in acts]
    for act in acts:
        act()
    for _turn in range(turns):
        for own, act in zip(taken, acts, strict=True):
            start = time.perf_counter()
            act()
            own.append((time.perf_counter() - start) * 1000)
    return [median(own) for own in taken]


def statements(act: Act) -> int:
    """How many SQL statements an act takes."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)
