"""The screens of quota rules: who reads them, who acts, and what a mistake is answered with."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.quotas.models import QuotaRule
from cms.units.days import today
from cms.units.models import UnitKind
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from tests.factories.quotas import forget_rules, make_rule
from tests.factories.units import UserFactory, join_group, make_unit, make_writer
from tests.signing_in import signed_in

TOMORROW = today() + dt.timedelta(days=1)
LIST = "quota_rules:list"
OF_RULE = ["change", "end", "correct", "take_back"]


@pytest.fixture
def board(portal: None) -> Client:
    return signed_in(UserFactory(board=True))


@pytest.fixture
def rule(portal: None) -> QuotaRule:
    forget_rules()
    return make_rule(per_period=1, per_year=12, min_size=100, letter="Công văn số 45/LĐLĐ")


def person(role: str) -> User:
    user = UserFactory()
    join_group(user, role)
    return user


def address(act: str, rule: QuotaRule) -> str:
    return reverse(f"quota_rules:{act}", args=[rule.pk])


def form(**fields: Any) -> dict[str, Any]:
    given = {
        "kind": UnitKind.objects.get(code=UnitKind.GRASSROOTS).pk,
        "period": "month",
        "per_period": 2,
        "counting_day": "publication",
        "letter": "Công văn số 46/LĐLĐ",
        "valid_from": TOMORROW.strftime("%d/%m/%Y"),
    }
    return given | fields


def test_the_list_says_in_words_what_is_asked_as_of_a_day(board: Client, rule: QuotaRule) -> None:
    make_rule(UnitKind.INTERMEDIATE, per_period=3, valid_to=dt.date(2024, 1, 1), letter="Công văn cũ")

    now = board.get(reverse(LIST)).content.decode()
    then = board.get(reverse(LIST), {"ngay": "31/12/2023"}).content.decode()

    assert "Công văn số 45/LĐLĐ" in now
    assert "100" in now
    assert now.index("Đã hết hiệu lực") < now.index("Công văn cũ")
    assert "Đã hết hiệu lực" not in then


def test_administrators_read_and_do_not_act(rule: QuotaRule) -> None:
    administrator = signed_in(person(ADMINISTRATOR))

    page = administrator.get(reverse(LIST))

    assert page.status_code == 200
    assert address("end", rule) not in page.content.decode()
    for act in OF_RULE:
        assert administrator.get(address(act, rule)).status_code in (302, 403)
        assert administrator.post(address(act, rule), form()).status_code in (302, 403)
    assert QuotaRule.objects.get() == rule


@pytest.mark.parametrize("role", [ACCOUNTANT, None], ids=["an accountant", "a writer"])
def test_nobody_else_enters(rule: QuotaRule, role: str | None) -> None:
    client = signed_in(person(role) if role else make_writer(make_unit()))

    for url in (reverse(LIST), reverse("quota_rules:enter"), *(address(act, rule) for act in OF_RULE)):
        assert client.get(url).status_code in (302, 403, 404)
        assert client.post(url, form()).status_code in (302, 403, 404, 405)
    assert QuotaRule.objects.get().valid_to is None


def test_the_board_enters_a_rule_by_the_form(board: Client, portal: None) -> None:
    forget_rules()

    answer = board.post(reverse("quota_rules:enter"), form(per_year=24, max_size=99))

    assert answer.status_code == 302
    entered = QuotaRule.objects.get()
    assert (entered.per_period, entered.per_year, entered.max_size, entered.valid_from) == (2, 24, 99, TOMORROW)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"letter": " "}, "letter"),
        ({"valid_from": "31/02/2026"}, "valid_from"),
        ({"valid_from": "01/01/9999"}, "valid_from"),
        ({"per_period": "nhiều"}, "per_period"),
        ({"per_period": 0}, "per_period"),
        ({"min_size": 99999999999}, "min_size"),
        ({"kind": 999}, "kind"),
        ({"period": "thập kỷ"}, "period"),
    ],
    ids=["no letter", "no such day", "a year too far", "no number", "nothing", "too many", "no such kind", "no period"],
)
def test_a_mistake_is_told_at_its_field(board: Client, portal: None, fields: dict[str, Any], field: str) -> None:
    forget_rules()

    answer = board.post(reverse("quota_rules:enter"), form(**fields))

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {field}
    assert not QuotaRule.objects.exists()


def test_a_rule_that_meets_another_is_told_as_a_sentence(board: Client, rule: QuotaRule) -> None:
    answer = board.post(reverse("quota_rules:enter"), form(min_size=50))

    assert answer.status_code == 200
    assert "từ 100 đoàn viên trở lên" in answer.content.decode()


def test_the_form_of_a_change_begins_with_what_holds(board: Client, rule: QuotaRule) -> None:
    begun = board.get(address("change", rule)).context["form"]
    assert (begun["min_size"].value(), begun["letter"].value()) == (100, "Công văn số 45/LĐLĐ")

    answer = board.post(address("change", rule), form(min_size=100))

    assert answer.status_code == 302
    rule.refresh_from_db()
    assert rule.valid_to == TOMORROW
    assert QuotaRule.objects.on(TOMORROW).get().per_period == 2


def test_a_rule_is_ended_corrected_and_taken_back_by_its_forms(board: Client, rule: QuotaRule) -> None:
    corrected = board.post(address("correct", rule), form(valid_from="01/01/2018", reason="Nhập nhầm"))
    assert corrected.status_code == 302
    right = QuotaRule.objects.standing().get()
    assert board.post(address("end", right), {"valid_from": TOMORROW.strftime("%d/%m/%Y")}).status_code == 302
    right.refresh_from_db()
    assert right.valid_to == TOMORROW
    assert board.post(address("take_back", right), {"reason": "Chưa ban hành"}).status_code == 302

    assert not QuotaRule.objects.standing().exists()
    shown = board.get(reverse(LIST)).content.decode()
    assert "Nhập nhầm" in shown
    assert "Chưa ban hành" in shown


def test_what_was_corrected_meanwhile_has_no_form_any_more(board: Client, rule: QuotaRule) -> None:
    board.post(address("take_back", rule), {"reason": "Chưa ban hành"})

    for act in OF_RULE:
        assert board.get(address(act, rule)).status_code == 404
