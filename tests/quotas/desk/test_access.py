"""Whose standing a person sees: their own units', those that went up in them, and nobody else's."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from cms.quotas.desk.access import may_see
from cms.units.days import today
from cms.units.models import Substitution, Unit, UnitKind, UnitVersion
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from tests.factories.news import Desk
from tests.factories.publications import publish
from tests.factories.units import UserFactory, join_group, make_approver, make_unit, make_writer
from tests.signing_in import signed_in
from tests.units.acting import Office, new

pytestmark = pytest.mark.usefixtures("rules")
SECRET = "Tin cua don vi khac"


def addresses(unit: Unit) -> list[str]:
    """Every screen that tells of a unit's figures."""
    months = reverse("quotas:period", args=[unit.pk, "month", "2025-03-01"])
    halves = reverse("quotas:period", args=[unit.pk, "half_year", "2025-01-01"])
    return [
        reverse("quotas:unit", args=[unit.pk]),
        f"{reverse('quotas:unit', args=[unit.pk])}?nam=2025",
        months,
        halves,
    ]


def answers(client: Client, unit: Unit) -> set[int]:
    return {client.get(address).status_code for address in addresses(unit)}


@pytest.fixture
def other(rules: None) -> Unit:
    unit = make_unit("Công đoàn cơ sở Trường B")
    publish(unit, on=dt.date(2025, 3, 5), headline=SECRET)
    return unit


@pytest.mark.parametrize("who", ["writer", "approver"])
def test_people_of_a_unit_see_theirs_and_no_other(desk: Desk, other: Unit, who: str) -> None:
    client = signed_in(getattr(desk, who))
    assert answers(client, desk.unit) == {200}
    assert answers(client, other) == {404}
    assert SECRET not in client.get(reverse("quotas:mine")).content.decode()


def test_a_parents_people_do_not_see_the_units_below(office: Office) -> None:
    parent = make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE)
    unit = make_unit()
    office.transfer([unit], parent)
    assert UnitVersion.objects.on().get(unit=unit).parent == parent
    assert answers(signed_in(make_approver(parent)), unit) == {404}


def test_who_only_stands_in_for_a_units_approvers_does_not_see_its_figures(other: Unit) -> None:
    unit = make_unit("Công đoàn cơ sở nhỏ")
    Substitution.objects.create(
        unit=unit,
        substitute=other,
        valid_from=today(),
        decision_number="1/QĐ-LĐLĐ",
        decision_date=today(),
        entered_by=UserFactory(is_superuser=True),
    )
    assert answers(signed_in(make_approver(other)), unit) == {404}


def test_the_board_and_administrators_see_every_unit(desk: Desk, other: Unit) -> None:
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    for person in (desk.board, administrator, UserFactory(is_superuser=True)):
        assert answers(signed_in(person), other) == {200}


def test_an_accountant_sees_no_unit(other: Unit) -> None:
    accountant = UserFactory()
    join_group(accountant, ACCOUNTANT)
    client = signed_in(accountant)
    assert answers(client, other) == {404}
    assert client.get(reverse("quota_board:table")).status_code == 404
    assert client.get(reverse("quota_board:export")).status_code == 404


@pytest.mark.parametrize("name", ["quota_board:table", "quota_board:export"])
def test_the_boards_table_is_closed_to_people_of_units(desk: Desk, name: str) -> None:
    for person in (desk.writer, desk.approver):
        assert signed_in(person).get(reverse(name)).status_code == 404


def test_a_stranger_is_led_to_the_sign_in(other: Unit) -> None:
    for address in [*addresses(other), reverse("quotas:mine"), reverse("quota_board:table")]:
        assert Client().get(address).status_code == 302


def test_a_role_that_has_ended_shows_nothing_any_more(other: Unit) -> None:
    person = make_writer(other, valid_to=today())
    assert not may_see(person, other)


def test_people_of_the_unit_that_carries_on_see_the_one_that_went_up_in_it(office: Office, other: Unit) -> None:
    first = make_unit("Công đoàn cơ sở Trường A")
    writer = make_writer(first)
    merged = office.merge([first, other], new("Công đoàn cơ sở Trường AB")).units_on("to")[0]
    client = signed_in(writer)
    assert answers(client, merged) == {200}
    assert answers(client, other) == {200}
    said = client.get(reverse("quotas:unit", args=[merged.pk])).content.decode()
    assert reverse("quotas:unit", args=[first.pk]) in said
    assert reverse("quotas:unit", args=[other.pk]) in said


def test_people_of_a_dissolved_units_parent_do_not_inherit_it(office: Office, other: Unit) -> None:
    parent = make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE)
    office.transfer([other], parent, day=dt.date(2025, 6, 1))
    office.dissolve(other)
    assert answers(signed_in(make_approver(parent)), other) == {404}
