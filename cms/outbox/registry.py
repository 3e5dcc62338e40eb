"""Which function delivers which kind of effect."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured

# A handler gets the effect's payload with the effect's own key added as "key".
# It may return a short note (why nothing had to be done) that is kept with the effect.
Handler = Callable[[dict[str, Any]], str | None]

handlers: dict[str, Handler] = {}


class UnknownKindError(LookupError):
    """No handler is registered for an effect's kind."""


def effect_handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the decorated function as the one that delivers effects of a kind.

    The handler may run twice for one effect, so it must do no harm when it does:
    `payload["key"]` tells the two runs for the same effect.

    Raises ImproperlyConfigured if another function already has the kind.
    """

    def register(handler: Handler) -> Handler:
        if handlers.setdefault(kind, handler) is not handler:
            raise ImproperlyConfigured(f"Two handlers for effects of the kind {kind!r}.")
        return handler

    return register


def handler_for(kind: str) -> Handler:
    """The function that delivers effects of a kind; raises UnknownKindError if there is none."""
    try:
        return handlers[kind]
    except KeyError:
        raise UnknownKindError(kind) from None
