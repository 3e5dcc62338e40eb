"""The audit trail: who read, changed, granted, exported what."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.functional import LazyObject
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import Model

# Who holds it may read the trail.
READ = "wagtailcore.view_modellogentry"


def record(action: str, of: Model, *, by: AbstractBaseUser | None, data: dict[str, Any] | None = None) -> None:
    """Write down, in the transaction that does it, that ``by`` did ``action`` to ``of``.

    ``action`` is registered by its app with Wagtail's ``register_log_actions`` hook (``units.grant_role``);
    ``data`` is what a reader of the trail needs to know more, in plain JSON and without personal data (telephone
    numbers and e-mail addresses are masked if they get in). ``by`` is None for what the system does by itself;
    within a request of the admin Wagtail then names the person who is signed in.

    Raises ``ValidationError`` for an action that nobody registered, ``LookupError`` for a thing that has no log.
    """
    if log(_itself(of), action, user=by, data=data) is None:
        raise LookupError(f"Nothing is written down about a {type(of).__name__}.")


def _itself(thing: Any) -> Any:
    """What stands behind a lazy object: about ``request.user``, wrapped twice, Wagtail would silently write nothing."""
    while isinstance(thing, LazyObject):
        str(thing)
        thing = thing._wrapped
    return thing


def record_daily(action: str, of: Model, *, by: AbstractBaseUser) -> None:
    """As ``record``, but once on a local day for each person: for what is looked at again and again."""
    since = dt.datetime.combine(timezone.localdate(), dt.time.min, timezone.get_current_timezone())
    if not ModelLogEntry.objects.filter(action=action, user=by.pk, timestamp__gte=since).exists():
        record(action, of, by=by)
