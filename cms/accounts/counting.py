"""How often something was tried lately, counted in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import cache

if TYPE_CHECKING:
    import datetime as dt


def count_up(what: str, within: dt.timedelta) -> int:
    """Count one more of ``what``; tells how many there were since the first within the span of time.

    With several processes and no shared cache, each process counts for itself.
    """
    key = f"accounts-count:{what}"
    cache.add(key, 0, timeout=within.total_seconds())
    try:
        return cache.incr(key)
    except ValueError:
        # It ran out between the two calls.
        return 1


def counted(what: str) -> int:
    """How many were counted of ``what`` within its span of time."""
    return cache.get(f"accounts-count:{what}", 0)
