"""What an act on quota rules asks before it does anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from cms.quotas.models import QuotaRule
from cms.units.roles import is_board

from .words import days_of, sizes_of

if TYPE_CHECKING:
    from cms.accounts.models import User


def guard_board(by: User) -> None:
    """Raise ``PermissionDenied`` unless the person is a member of the editorial board."""
    if not is_board(by):
        raise PermissionDenied(_("Quota rules are entered by the editorial board."))


def guard_holding(rule: QuotaRule) -> None:
    """Raise ``ValidationError`` for a rule that a correction has superseded."""
    if rule.superseded_at is not None:
        raise ValidationError(_("The rule has been corrected meanwhile: open the list again."), code="superseded")


def refuse_meeting(rule: QuotaRule) -> None:
    """Raise ``ValidationError`` if another rule holds for some of the same units on one of the rule's days."""
    others = QuotaRule.objects.from_day(rule.valid_from).filter(kind=rule.kind).exclude(pk=rule.pk)
    if rule.valid_to is not None:
        others = others.filter(valid_from__lt=rule.valid_to)
    if rule.min_size is not None:
        others = others.filter(Q(max_size__isnull=True) | Q(max_size__gte=rule.min_size))
    if rule.max_size is not None:
        others = others.filter(Q(min_size__isnull=True) | Q(min_size__lte=rule.max_size))
    other = others.order_by("valid_from").first()
    if other is not None:
        message = _("Another rule holds for the same units then (%(sizes)s, %(days)s): end or correct it first.")
        raise ValidationError(message % {"sizes": sizes_of(other), "days": days_of(other)}, code="overlap")
