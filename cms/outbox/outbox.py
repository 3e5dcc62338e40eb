"""How a change puts its outward effects into the outbox."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.outbox.delivery import deliver
from cms.outbox.models import Effect
from cms.outbox.registry import handler_for


def enqueue(kind: str, key: str, payload: dict[str, Any], due_at: datetime | None = None) -> Effect | None:
    """Write an effect within the caller's transaction, to be delivered after its commit.

    `key` says which effect it is, once for ever: a second call with the same key
    writes nothing and returns None. `due_at` is the moment before which nothing happens.

    Raises UnknownKindError if nothing is registered to deliver the kind.
    """
    handler_for(kind)
    now = timezone.now()
    defaults = {"kind": kind, "payload": payload, "created_at": now, "due_at": due_at or now}
    effect, created = Effect.objects.get_or_create(key=key, defaults=defaults)
    if not created:
        return None
    if effect.due_at <= now:
        # Robust: the change is committed by then, so a task queue that is down must not
        # look like a failure of the change; `run_due` delivers what was not.
        transaction.on_commit(partial(deliver.enqueue, effect.pk), robust=True)
    return effect
