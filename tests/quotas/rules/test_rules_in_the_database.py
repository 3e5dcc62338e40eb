"""What the database and the model keep of quota rules, whoever writes them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.quotas.models import QuotaRule, QuotaRuleRefused
from cms.units.models import UnitKind
from tests.factories.quotas import forget_rules, make_rule

JANUARY, JULY = dt.date(2026, 1, 1), dt.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _no_rules(portal: None) -> None:
    forget_rules()


OVERLAPS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "the same day": ({"valid_from": JANUARY}, {"valid_from": JULY}),
    "one day": ({"valid_from": JANUARY, "valid_to": dt.date(2026, 7, 2)}, {"valid_from": JULY}),
    "a size at the edge": ({"max_size": 100}, {"min_size": 100}),
    "all sizes": ({}, {"min_size": 100, "max_size": 200}),
    "within": ({"min_size": 1, "max_size": 500}, {"min_size": 100, "max_size": 200}),
}
APART: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "one after the other": ({"valid_from": JANUARY, "valid_to": JULY}, {"valid_from": JULY}),
    "other sizes": ({"max_size": 99}, {"min_size": 100}),
    "another kind": ({}, {"kind": UnitKind.INTERMEDIATE}),
    "one superseded": ({"superseded_at": timezone.now(), "superseded_reason": "Nhập nhầm"}, {}),
}


@pytest.mark.parametrize(("first", "second"), OVERLAPS.values(), ids=OVERLAPS)
def test_no_two_rules_hold_for_the_same_kind_size_and_day(first: dict[str, Any], second: dict[str, Any]) -> None:
    make_rule(**first)
    with pytest.raises(IntegrityError, match="quotas_one_rule_a_day"), transaction.atomic():
        make_rule(**second)


@pytest.mark.parametrize(("first", "second"), OVERLAPS.values(), ids=OVERLAPS)
def test_the_order_in_which_they_are_entered_makes_no_difference(first: dict[str, Any], second: dict[str, Any]) -> None:
    make_rule(**second)
    with pytest.raises(IntegrityError, match="quotas_one_rule_a_day"), transaction.atomic():
        make_rule(**first)


@pytest.mark.parametrize(("first", "second"), APART.values(), ids=APART)
def test_rules_that_share_no_unit_and_day_stand_together(first: dict[str, Any], second: dict[str, Any]) -> None:
    make_rule(**first)
    make_rule(**second)

    assert QuotaRule.objects.count() == 2


def test_a_change_that_makes_two_rules_meet_is_refused() -> None:
    ended = make_rule(valid_from=JANUARY, valid_to=JULY)
    make_rule(valid_from=JULY)

    ended.valid_to = None
    with pytest.raises(IntegrityError, match="quotas_one_rule_a_day"), transaction.atomic():
        ended.save()


@pytest.mark.parametrize(
    "fields",
    [
        {"min_size": 100, "max_size": 99},
        {"letter": ""},
        {"valid_from": JULY, "valid_to": JULY},
        {"superseded_at": timezone.now()},
    ],
    ids=["sizes upside down", "without a letter", "no day", "superseded without a reason"],
)
def test_a_rule_that_cannot_be_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_rule(**fields)


@pytest.mark.parametrize("field", ["per_period", "per_year", "min_size", "letter", "period", "valid_from"])
def test_what_a_rule_says_is_not_edited(field: str) -> None:
    rule = make_rule(per_period=1, per_year=12, min_size=5)
    before = QuotaRule.objects.values().get(pk=rule.pk)

    setattr(rule, field, {"letter": "Khác", "period": "week", "valid_from": JULY}.get(field, 7))
    with pytest.raises(QuotaRuleRefused):
        rule.save()

    assert QuotaRule.objects.values().get(pk=rule.pk) == before


def test_a_rule_is_not_deleted() -> None:
    with pytest.raises(QuotaRuleRefused):
        make_rule().delete()
