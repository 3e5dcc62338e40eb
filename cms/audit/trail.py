"""The audit trail: who read, changed, granted, exported what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.log_actions import log

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import Model


def record(action: str, of: Model, *, by: AbstractBaseUser | None, data: dict[str, Any] | None = None) -> None:
    """Write down, in the transaction that does it, that ``by`` did ``action`` to ``of``.

    ``action`` is registered by its app with Wagtail's ``register_log_actions`` hook (``units.grant_role``);
    ``data`` is what a reader of the trail needs to know more, in plain JSON and without personal data.
    """
    log(of, action, user=by, data=data)
