"""How effects are delivered: at least once, one failing effect never blocking another."""

import logging
from collections import Counter
from enum import Enum, auto

from django.utils import timezone
from django_tasks import task

from cms.outbox.models import Effect
from cms.outbox.registry import handler_for

logger = logging.getLogger(__name__)


class Outcome(Enum):
    """What came of an attempt; SKIPPED: done, not due, gone, or in another worker's hands."""

    DELIVERED = auto()
    FAILED = auto()
    SKIPPED = auto()


@task()
def deliver(effect_id: int) -> None:
    """The task that delivers an effect just after the commit."""
    attempt(effect_id)


def deliver_waiting() -> Counter[Outcome]:
    """Attempt every effect that waits now, the longest due first; tells how many had which outcome."""
    waiting = Effect.objects.waiting(timezone.now()).order_by("due_at", "pk")
    return Counter(attempt(effect_id) for effect_id in list(waiting.values_list("pk", flat=True)))


def attempt(effect_id: int) -> Outcome:
    """Deliver one effect if it can be had; a failure is logged, counted, and tried again later.

    The handler runs outside any transaction, so that a slow mail server locks nothing.
    """
    effect = Effect.objects.filter(pk=effect_id).first()
    if effect is None or not effect.claim(timezone.now()):
        return Outcome.SKIPPED
    try:
        note = handler_for(effect.kind)({**effect.payload, "key": effect.key})
    except Exception as error:
        effect.mark_failed(error)
        name = type(error).__name__
        logger.warning("Effect %d (%s) failed at attempt %d: %s", effect.pk, effect.kind, effect.attempts, name)
        return Outcome.FAILED
    effect.mark_done(note or "")
    return Outcome.DELIVERED
