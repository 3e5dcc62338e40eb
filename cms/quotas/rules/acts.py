"""What is done with quota rules. Nobody edits one: what was asked, since when and by which letter stays readable.

Each act is the board's and recorded in the trail. Figures that are not frozen follow the rules as they stand.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.quotas.models import QuotaRule
from cms.units.days import today
from cms.units.models import UnitKind
from cms.vietnamese.text import is_blank, nfc

from .guards import guard_board, guard_holding, refuse_meeting

if TYPE_CHECKING:
    from cms.accounts.models import User

    from .saying import Saying


@transaction.atomic
def enter_rule(saying: Saying, *, by: User) -> QuotaRule:
    """Let a new rule hold, from a day in the past too: the figures that are not frozen follow it.

    Raises ``PermissionDenied`` unless ``by`` is of the board; ``ValidationError`` for what cannot be asked, or if
    another rule holds for the same units on one of its days.
    """
    guard_board(by)
    _lock(saying.kind)
    return _entered(saying, by=by, action="quotas.enter_rule")


@transaction.atomic
def end_rule(rule: QuotaRule, *, on: dt.date | None = None, by: User) -> QuotaRule:
    """Let a rule hold no longer from a local day on (today if none is given), with no other in its place.

    Raises ``PermissionDenied`` unless ``by`` is of the board; ``ValidationError`` for a day that has passed, for a
    rule that has not begun or has ended by then, or that was corrected meanwhile.
    """
    guard_board(by)
    stored = _locked(rule)
    _end(stored, on or today())
    record("quotas.end_rule", stored, by=by, data=_told(stored))
    return stored


@transaction.atomic
def change_rule(rule: QuotaRule, saying: Saying, *, by: User) -> QuotaRule:
    """Let other numbers hold from ``saying.valid_from`` on: the rule ends, and the new one follows it.

    Raises as ``end_rule`` and ``enter_rule``; ``ValidationError`` if the new rule is for another kind.
    """
    guard_board(by)
    stored = _locked(rule)
    if saying.kind.pk != stored.kind_id:
        raise ValidationError({"kind": _("A rule is followed by one for the same kind of unit.")})
    if saying.valid_to is None and stored.valid_to is not None and stored.valid_to > saying.valid_from:
        saying = replace(saying, valid_to=stored.valid_to)
    _end(stored, saying.valid_from)
    record("quotas.end_rule", stored, by=by, data=_told(stored))
    return _entered(saying, by=by, action="quotas.enter_rule")


@transaction.atomic
def correct_rule(rule: QuotaRule, saying: Saying, *, reason: str, by: User) -> QuotaRule:
    """Put what should have been entered in the place of a rule that was entered wrongly, for all of its days.

    Raises as ``enter_rule``; ``ValidationError`` without a reason, or for a rule that was corrected meanwhile.
    """
    guard_board(by)
    stored = _locked(rule, saying.kind)
    _supersede(stored, reason, by)
    return _entered(saying, by=by, action="quotas.correct_rule", replaces=stored, reason=stored.superseded_reason)


@transaction.atomic
def take_back_rule(rule: QuotaRule, *, reason: str, by: User) -> QuotaRule:
    """Take a rule back that should never have been entered: it holds on no day any more, and stays readable.

    Raises ``PermissionDenied`` unless ``by`` is of the board; ``ValidationError`` without a reason, or for a rule that
    was corrected meanwhile.
    """
    guard_board(by)
    stored = _locked(rule)
    _supersede(stored, reason, by)
    record("quotas.take_back_rule", stored, by=by, data=_told(stored) | {"reason": stored.superseded_reason})
    return stored


def _lock(*kinds: UnitKind) -> None:
    """Let acts on rules of the same kind take turns: none sees a gap that another is filling."""
    list(UnitKind.objects.select_for_update().filter(pk__in=[kind.pk for kind in kinds]).order_by("pk"))


def _locked(rule: QuotaRule, *kinds: UnitKind) -> QuotaRule:
    _lock(rule.kind, *kinds)
    stored = QuotaRule.objects.select_for_update(of=("self",)).select_related("kind").get(pk=rule.pk)
    guard_holding(stored)
    return stored


def _entered(saying: Saying, *, by: User, action: str, replaces: QuotaRule | None = None, **told: str) -> QuotaRule:
    rule = saying.as_rule(by=by, replaces=replaces)
    refuse_meeting(rule)
    rule.save()
    record(action, rule, by=by, data=_told(rule) | told)
    return rule


def _end(rule: QuotaRule, on: dt.date) -> None:
    if on < today():
        raise ValidationError(
            {"valid_from": _("A rule ends today or later. If it was entered wrongly, correct it instead.")}, code="past"
        )
    if rule.valid_from >= on:
        raise ValidationError({"valid_from": _("The rule has not begun by then: take it back instead.")})
    if rule.valid_to is not None and rule.valid_to <= on:
        raise ValidationError({"valid_from": _("The rule has ended by then already.")})
    rule.valid_to = on
    rule.save(update_fields=["valid_to"])


def _supersede(rule: QuotaRule, reason: str, by: User) -> None:
    if is_blank(reason):
        raise ValidationError({"reason": _("Say why the rule is corrected.")})
    rule.superseded_at = timezone.now()
    rule.superseded_by = by
    rule.superseded_reason = nfc(reason).strip()
    rule.save(update_fields=["superseded_at", "superseded_by", "superseded_reason"])


def _told(rule: QuotaRule) -> dict[str, Any]:
    return {
        "kind": rule.kind.name,
        "period": rule.period,
        "per_period": rule.per_period,
        "per_year": rule.per_year,
        "min_size": rule.min_size,
        "max_size": rule.max_size,
        "counting_day": rule.counting_day,
        "letter": rule.letter,
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
    }
