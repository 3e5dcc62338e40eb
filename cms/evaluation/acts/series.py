"""Tables of points and first days of the year are entered, and corrected; nothing that was entered is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.evaluation.models import EvaluationRefused, KindSeries
from cms.units.models import UnitKind

from .guards import given_reason, guard_board

if TYPE_CHECKING:
    from cms.accounts.models import User

_Row = TypeVar("_Row", bound=KindSeries)


@transaction.atomic
def establish(row: _Row, *, by: User) -> _Row:
    """Let a new row hold from its first day on, until the next one that is entered; the one before ends there.

    Raises ``EvaluationRefused`` if another one begins on the same day: that one is corrected instead.
    """
    guard_board(by)
    _lock(row)
    standing = type(row)._default_manager.filter(kind=row.kind, superseded_at=None)
    if standing.filter(valid_from=row.valid_from).exists():
        raise EvaluationRefused(_("From this day on one holds already: correct that one, with a reason."))
    before = standing.filter(valid_from__lt=row.valid_from).order_by("-valid_from").first()
    after = standing.filter(valid_from__gt=row.valid_from).order_by("valid_from").first()
    if before is not None and before.overlaps(row):
        before.valid_to = row.valid_from
        before.save(update_fields=["valid_to"])
    row.valid_to = after.valid_from if after else None
    _keep(row, by, "evaluation.establish")
    return row


@transaction.atomic
def correct(old: _Row, new: _Row, *, by: User, reason: str) -> _Row:
    """Put ``new`` in the place of a row that was entered wrongly: for the same kind and the same days.

    Raises ``EvaluationRefused`` without a reason, or if ``old`` has been corrected already.
    """
    guard_board(by)
    _lock(old)
    old.refresh_from_db()
    if old.superseded_at is not None:
        raise EvaluationRefused(_("This entry was corrected already: go on with the later one."))
    new.reason = given_reason(reason)
    new.kind, new.valid_from, new.valid_to, new.replaces = old.kind, old.valid_from, old.valid_to, old
    old.superseded_at = timezone.now()
    old.save(update_fields=["superseded_at"])
    _keep(new, by, "evaluation.correct")
    return new


def _lock(row: KindSeries) -> None:
    """Two people who enter something for the same kind take turns."""
    UnitKind.objects.select_for_update().get(pk=row.kind_id)


def _keep(row: KindSeries, by: User, action: str) -> None:
    row.entered_by = by
    row.save()
    data = {"kind": row.kind.code, "valid_from": row.valid_from.isoformat(), "source": row.source}
    record(action, row, by=by, data=data | ({"reason": row.reason} if row.reason else {}))
