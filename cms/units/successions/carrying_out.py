"""On the day of a succession, or at once if it has come: what has no day of its own follows."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction

from cms.units.days import today
from cms.units.models import CarryingOut, Succession
from cms.units.successions.followers import followers
from cms.units.successions.guards import lock_register

logger = logging.getLogger(__name__)


@transaction.atomic
def carry_out(succession: Succession) -> CarryingOut | None:
    """Let everything follow a succession whose day has come; None if it has not, is done already, or was undone."""
    lock_register()
    waits = Succession.objects.standing().filter(pk=succession.pk, day__lte=today(), carrying_out__isnull=True)
    if not waits.exists():
        return None
    return CarryingOut.objects.create(succession=succession, data=follow(succession))


def follow(succession: Succession) -> dict[str, Any]:
    """What every follower did, by its name."""
    return {name: follower.carry_out(succession) for name, follower in followers.items()}


def carry_out_due() -> int:
    """Carry out every succession whose day has come; one that fails stops no other. Returns how many were."""
    due = Succession.objects.standing().filter(day__lte=today(), carrying_out__isnull=True).order_by("day", "pk")
    done = 0
    for succession in list(due):
        try:
            done += carry_out(succession) is not None
        except Exception:
            logger.exception("Succession %d could not be carried out", succession.pk)
    return done
