"""Quota rules are entered, ended, followed, corrected and taken back by the board, and each act is on record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.quotas.figures import standing_of
from cms.quotas.models import CountingDay, QuotaRule
from cms.quotas.rules import Saying, change_rule, correct_rule, end_rule, enter_rule, take_back_rule
from cms.quotas.years import Year
from cms.units.days import today
from cms.units.models import UnitKind
from cms.units.roles import ADMINISTRATOR
from tests.factories.quotas import forget_rules, make_rule
from tests.factories.units import UserFactory, join_group, make_unit

LETTER = "Công văn số 45/LĐLĐ, ngày 10/12/2025"
TOMORROW = today() + dt.timedelta(days=1)
YESTERDAY = today() - dt.timedelta(days=1)


@pytest.fixture
def board(portal: None) -> User:
    forget_rules()
    return UserFactory(board=True)


def saying(code: str = UnitKind.GRASSROOTS, **fields: Any) -> Saying:
    given = {"period": "month", "per_period": 1, "letter": LETTER, "valid_from": dt.date(2026, 1, 1)}
    return Saying(kind=UnitKind.objects.get(code=code), **(given | fields))


def recorded(rule: QuotaRule) -> list[str]:
    entries = ModelLogEntry.objects.filter(object_id=str(rule.pk), content_type__model="quotarule")
    return list(entries.order_by("pk").values_list("action", flat=True))


def refused(**fields: Any) -> set[str]:
    """The fields that a refusal is about."""
    with pytest.raises(ValidationError) as refusal:
        enter_rule(saying(**fields), by=UserFactory(board=True))
    assert not QuotaRule.objects.exists()
    return set(getattr(refusal.value, "error_dict", {"": None}))


def test_the_portal_starts_with_the_numbers_of_the_letter(portal: None) -> None:
    rules = QuotaRule.objects.order_by("kind__order").values_list("kind__code", "period", "per_period", "per_year")

    assert list(rules) == [("intermediate", "month", 1, 12), ("grassroots", "half_year", 1, 2)]
    assert {rule.valid_from for rule in QuotaRule.objects.all()} == {dt.date(2019, 11, 1)}
    assert all("LĐLĐ-CTCS" in rule.letter for rule in QuotaRule.objects.all())


def test_the_board_enters_a_rule(board: User) -> None:
    rule = enter_rule(saying(min_size=100, per_year=12, counting_day=CountingDay.APPROVAL), by=board)

    rule.refresh_from_db()
    assert (rule.period, rule.per_period, rule.per_year, rule.min_size) == ("month", 1, 12, 100)
    assert (rule.entered_by, rule.letter) == (board, LETTER)
    assert recorded(rule) == ["quotas.enter_rule"]


def test_nobody_else_touches_rules(board: User) -> None:
    rule = enter_rule(saying(), by=board)
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)

    for by in (UserFactory(), administrator):
        for act in (
            lambda by: enter_rule(saying(UnitKind.INTERMEDIATE), by=by),
            lambda by: end_rule(rule, by=by),
            lambda by: change_rule(rule, saying(valid_from=TOMORROW), by=by),
            lambda by: correct_rule(rule, saying(), reason="Nhập nhầm", by=by),
            lambda by: take_back_rule(rule, reason="Nhập nhầm", by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(by)
    assert QuotaRule.objects.get().valid_to is None


def test_what_cannot_be_asked_is_refused_by_its_field(board: User) -> None:
    assert refused(letter=" \u200b ") == {"letter"}
    assert refused(valid_to=dt.date(2026, 1, 1)) == {"valid_to"}
    assert refused(valid_from=dt.date(202, 1, 1)) == {"valid_from"}
    assert refused(min_size=100, max_size=99) == {"max_size"}
    assert refused(min_size=10_000_001) == {"min_size"}
    assert refused(per_period=0) == {"per_period"}
    assert refused(per_period=-1) == {"per_period"}
    assert refused(period="decade") == {"period"}


def test_a_rule_for_the_year_alone_may_be_entered(board: User) -> None:
    assert enter_rule(saying(per_period=0, per_year=12), by=board).per_year == 12


def test_a_rule_that_meets_another_is_refused_and_the_other_is_named(board: User) -> None:
    enter_rule(saying(max_size=99), by=board)

    with pytest.raises(ValidationError, match="99"):
        enter_rule(saying(min_size=50, valid_from=dt.date(2025, 1, 1)), by=board)
    enter_rule(saying(min_size=100), by=board)
    assert QuotaRule.objects.count() == 2


def test_a_rule_ends_today_or_later(board: User) -> None:
    rule = enter_rule(saying(valid_from=YESTERDAY), by=board)

    with pytest.raises(ValidationError):
        end_rule(rule, on=YESTERDAY, by=board)
    assert end_rule(rule, by=board).valid_to == today()
    with pytest.raises(ValidationError):
        end_rule(rule, on=TOMORROW, by=board)
    assert recorded(rule) == ["quotas.enter_rule", "quotas.end_rule"]


def test_a_rule_that_has_not_begun_is_taken_back_instead_of_ended(board: User) -> None:
    rule = enter_rule(saying(valid_from=TOMORROW), by=board)

    with pytest.raises(ValidationError):
        end_rule(rule, by=board)
    take_back_rule(rule, reason="Chưa ban hành", by=board)

    assert not QuotaRule.objects.standing().exists()


def test_a_change_ends_the_rule_and_lets_another_follow(board: User) -> None:
    rule = enter_rule(saying(), by=board)

    follower = change_rule(rule, saying(valid_from=TOMORROW, per_period=2), by=board)

    rule.refresh_from_db()
    assert (rule.valid_to, rule.per_period) == (TOMORROW, 1)
    assert (follower.valid_from, follower.valid_to, follower.per_period) == (TOMORROW, None, 2)
    assert recorded(rule) == ["quotas.enter_rule", "quotas.end_rule"]
    assert recorded(follower) == ["quotas.enter_rule"]


def test_a_change_of_an_ending_rule_ends_with_it(board: User) -> None:
    end = today() + dt.timedelta(days=60)
    rule = enter_rule(saying(valid_to=end), by=board)

    assert change_rule(rule, saying(valid_from=TOMORROW), by=board).valid_to == end


def test_a_change_is_for_the_same_kind_and_leaves_nothing_behind_if_refused(board: User) -> None:
    rule = enter_rule(saying(), by=board)

    for wrong in (saying(UnitKind.INTERMEDIATE, valid_from=TOMORROW), saying(valid_from=TOMORROW, letter="")):
        with pytest.raises(ValidationError):
            change_rule(rule, wrong, by=board)

    assert QuotaRule.objects.get().valid_to is None


def test_a_correction_stands_in_the_place_of_what_was_wrong(board: User) -> None:
    unit = make_unit(on=dt.date(2024, 1, 1))
    wrong = enter_rule(saying(per_period=10), by=board)

    right = correct_rule(wrong, saying(per_period=1), reason="Gõ thừa số 0", by=board)

    wrong.refresh_from_db()
    assert (wrong.superseded_by, wrong.superseded_reason, wrong.per_period) == (board, "Gõ thừa số 0", 10)
    assert right.replaces == wrong
    assert standing_of(unit, Year.calendar(2026), today()).total_owed == 12
    assert recorded(right) == ["quotas.correct_rule"]


def test_a_correction_needs_a_reason_and_a_rule_that_holds(board: User) -> None:
    rule = enter_rule(saying(), by=board)
    with pytest.raises(ValidationError):
        correct_rule(rule, saying(), reason="  ", by=board)
    take_back_rule(rule, reason="Nhập nhầm", by=board)

    for act in (
        lambda: correct_rule(rule, saying(), reason="Nhập nhầm", by=board),
        lambda: take_back_rule(rule, reason="Nhập nhầm", by=board),
        lambda: change_rule(rule, saying(valid_from=TOMORROW), by=board),
        lambda: end_rule(rule, by=board),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "superseded"
    assert recorded(rule) == ["quotas.enter_rule", "quotas.take_back_rule"]


def test_rules_of_other_kinds_are_no_obstacle(board: User) -> None:
    make_rule(UnitKind.INTERMEDIATE)

    assert enter_rule(saying(), by=board).pk
