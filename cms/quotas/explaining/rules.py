"""A quota rule in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.quotas.models import CountingDay
from cms.quotas.periods import PeriodKind

if TYPE_CHECKING:
    from cms.quotas.models import QuotaRule


def rule_in_words(rule: QuotaRule) -> str:
    """What a rule asks, which day counts, and the letter that set it, in sentences."""
    return " ".join([what_it_asks(rule), which_day_counts(rule), _("By: %(letter)s.") % {"letter": _letter(rule)}])


def what_it_asks(rule: QuotaRule) -> str:
    """How many items in each period and in the year, in one sentence."""
    asked = []
    if rule.per_period:
        asked.append(_in_each(PeriodKind(rule.period)) % {"number": rule.per_period})
    if rule.per_year is not None:
        asked.append(_("%(number)s items in the whole year") % {"number": rule.per_year})
    words = "; ".join(asked) if asked else _("no number is asked")
    return f"{words[0].upper()}{words[1:]}."


def which_day_counts(rule: QuotaRule | None) -> str:
    """By which day an item falls into a period, in one sentence; without a rule it is the day of publication."""
    if rule is not None and rule.counting_day == CountingDay.APPROVAL:
        return _("An item counts on the day on which the unit approved it.")
    return _("An item counts on the day on which it was first published.")


def _in_each(kind: PeriodKind) -> str:
    return {
        PeriodKind.WEEK: _("at least %(number)s items in each week"),
        PeriodKind.MONTH: _("at least %(number)s items in each month"),
        PeriodKind.QUARTER: _("at least %(number)s items in each quarter"),
        PeriodKind.HALF_YEAR: _("at least %(number)s items in each half-year"),
        PeriodKind.YEAR: _("at least %(number)s items in each year"),
    }[kind]


def _letter(rule: QuotaRule) -> str:
    return rule.letter.strip().rstrip(".")
