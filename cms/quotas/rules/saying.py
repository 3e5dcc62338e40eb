"""What a rule says, before it is one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.quotas.models import CountingDay, QuotaRule
from cms.quotas.years import EARLIEST, LATEST
from cms.units.register import MOST_MEMBERS
from cms.vietnamese.text import is_blank, nfc

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import UnitKind


@dataclass(frozen=True)
class Saying:
    """The numbers that a letter sets for a kind of unit, from one local day up to, not including, another."""

    kind: UnitKind
    period: str
    per_period: int
    letter: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    per_year: int | None = None
    min_size: int | None = None
    max_size: int | None = None
    counting_day: str = CountingDay.PUBLICATION

    def as_rule(self, *, by: User, replaces: QuotaRule | None = None) -> QuotaRule:
        """The rule, not stored; raises ``ValidationError`` by the field for what cannot be asked."""
        rule = QuotaRule(**{**vars(self), "letter": nfc(self.letter).strip()}, entered_by=by, replaces=replaces)
        rule.clean_fields(exclude=["entered_by", "replaces"])
        _clean_letter(rule)
        _clean_days(rule)
        _clean_sizes(rule)
        _clean_numbers(rule)
        return rule


def _clean_letter(rule: QuotaRule) -> None:
    if is_blank(rule.letter):
        raise ValidationError({"letter": _("A rule needs the letter that set it.")})


def _clean_days(rule: QuotaRule) -> None:
    for field in ("valid_from", "valid_to"):
        day = getattr(rule, field)
        if day is not None and not EARLIEST <= day.year <= LATEST:
            raise ValidationError({field: _("Check the year: %(year)d.") % {"year": day.year}})
    if rule.valid_to is not None and rule.valid_to <= rule.valid_from:
        raise ValidationError({"valid_to": _("The last day must come after the first day.")})


def _clean_sizes(rule: QuotaRule) -> None:
    for field in ("min_size", "max_size"):
        size = getattr(rule, field)
        if size is not None and size > MOST_MEMBERS:
            raise ValidationError({field: _("So many members a unit cannot have: %(size)s.") % {"size": size}})
    if rule.min_size is not None and rule.max_size is not None and rule.max_size < rule.min_size:
        raise ValidationError({"max_size": _("The greatest number of members is below the smallest.")})


def _clean_numbers(rule: QuotaRule) -> None:
    if not rule.per_period and not rule.per_year:
        raise ValidationError({"per_period": _("A rule asks for at least one item, in a period or in the year.")})
