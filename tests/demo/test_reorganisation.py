"""The demonstration went through the reorganisation of 1 July 2025, and tells of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.demo.places import COMMUNE_UNIONS, DISTRICT_OF, FORMER, RENAMED
from cms.units.models import Membership, Succession, SuccessionKind, Unit
from tests.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("demo")

BEFORE = COMMUNE_UNIONS - dt.timedelta(days=1)


def named(name: str) -> Unit:
    return Unit.objects.get(versions__name=name, versions__superseded_at=None)


def test_district_federations_end_and_commune_unions_begin_on_the_day() -> None:
    for commune, district in DISTRICT_OF.items():
        assert (named(district).lives_on(BEFORE), named(district).lives_on(COMMUNE_UNIONS)) == (True, False)
        assert (named(commune).lives_on(BEFORE), named(commune).lives_on(COMMUNE_UNIONS)) == (False, True)


def test_as_many_units_stand_below_the_communes_as_stood_below_the_districts_but_for_those_merged() -> None:
    kinds = set(Succession.objects.values_list("kind", flat=True))
    assert {SuccessionKind.TRANSFER, SuccessionKind.MERGER, SuccessionKind.DISSOLUTION} <= kinds
    transferred = Succession.objects.filter(kind=SuccessionKind.TRANSFER)
    assert sum(len(succession.units_on("from")) for succession in transferred) == 8


def test_one_unit_got_a_new_name_and_a_new_parent_on_the_same_day() -> None:
    for now, before in RENAMED.items():
        unit = named(now)
        assert (unit.name_on(BEFORE), unit.name_on(COMMUNE_UNIONS)) == (before, now)
        assert unit.version_on(BEFORE).parent != unit.version_on(COMMUNE_UNIONS).parent


def test_a_slip_was_undone_and_stays_on_record() -> None:
    assert Succession.objects.filter(undoing__reason__contains="Gõ nhầm").count() == 1


def test_every_act_was_recorded_in_its_time_with_a_decision() -> None:
    for succession in Succession.objects.all():
        assert succession.decision_number
        recorded = timezone.localdate(succession.recorded_at)
        assert succession.decision_date <= recorded <= dt.date(2025, 7, 10)


def test_those_who_wrote_for_a_district_write_for_a_commune_now() -> None:
    for commune, district in DISTRICT_OF.items():
        former = Membership.objects.standing().get(unit=named(district), role="writer")
        assert Membership.objects.current().filter(user=former.user, unit=named(commune)).exists()


def test_the_administrator_finds_the_whole_story_of_every_former_unit(client: Client) -> None:
    office = signed_in(User.objects.get(username="quantri"))
    for place in FORMER:
        address = reverse("wagtailsnippets_units_unit:inspect", args=[named(place.name).pk])
        assert "27/06/2025" in office.get(address).content.decode()
        assert client.get(named(place.name).page.url, follow=True).status_code == 200
