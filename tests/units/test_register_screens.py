"""The register in the admin: administrators keep units and roles, nobody else meets them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cms.accounts.models import User
from cms.units.models import Contributor, Membership, Unit, UnitKind
from cms.units.roles import ADMINISTRATOR
from tests.factories.news import Desk
from tests.factories.units import ContributorFactory, UserFactory, join_group, make_unit
from tests.signing_in import signed_in


@pytest.fixture
def administrator(portal: None) -> User:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    return user


def version(number: int, name: str, valid_from: str, valid_to: str = "") -> dict[str, str]:
    kind = UnitKind.objects.get(code="grassroots").pk
    fields = {"name": name, "kind": kind, "parent": "", "size": "", "valid_from": valid_from, "valid_to": valid_to}
    return {f"versions-{number}-{field}": value for field, value in fields.items()} | {
        f"versions-{number}-id": "",
        f"versions-{number}-ORDER": number + 1,
        f"versions-{number}-DELETE": "",
    }


def posted(*versions: dict[str, str]) -> dict[str, object]:
    data: dict[str, object] = {
        "versions-TOTAL_FORMS": len(versions),
        "versions-INITIAL_FORMS": 0,
        "versions-MIN_NUM_FORMS": 1,
        "versions-MAX_NUM_FORMS": 1000,
    }
    for fields in versions:
        data |= fields
    return data


def test_an_administrator_founds_a_unit_and_its_page_is_there(administrator: User, client) -> None:
    address = reverse("wagtailsnippets_units_unit:add")
    response = signed_in(administrator).post(address, posted(version(0, "Công đoàn xã Đông", "01/07/2025")))
    assert response.status_code == 302
    unit = Unit.objects.get(slug="cong-doan-xa-dong")
    assert client.get(unit.page.url).status_code == 200


def test_entries_that_overlap_are_refused_with_a_message_and_nothing_is_kept(administrator: User) -> None:
    before = Unit.objects.count()
    response = signed_in(administrator).post(
        reverse("wagtailsnippets_units_unit:add"),
        posted(version(0, "Tên cũ", "01/01/2020"), version(1, "Tên mới", "01/07/2025")),
    )
    assert response.status_code == 200
    assert "01/07/2025" in response.content.decode()
    assert Unit.objects.count() == before


@pytest.mark.parametrize("day", ["", "hôm qua", "31/02/2025"])
def test_a_day_that_is_none_is_refused_and_never_an_error(administrator: User, day: str) -> None:
    response = signed_in(administrator).post(
        reverse("wagtailsnippets_units_unit:add"), posted(version(0, "Công đoàn", day))
    )
    assert response.status_code == 200


def test_an_administrator_gives_a_person_a_role(administrator: User) -> None:
    unit, person = make_unit(), UserFactory()
    fields = {"user": person.pk, "unit": unit.pk, "role": "writer", "position": "", "valid_from": "01/01/2025"}
    response = signed_in(administrator).post(reverse("wagtailsnippets_units_membership:add"), fields | {"valid_to": ""})
    assert response.status_code == 302
    assert Membership.objects.get(user=person).unit == unit


def test_a_second_role_of_the_same_kind_on_the_same_day_is_refused_with_a_message(administrator: User) -> None:
    unit, person = make_unit(), UserFactory()
    Membership.objects.create(user=person, unit=unit, role="writer", valid_from="2024-01-01")
    fields = {"user": person.pk, "unit": unit.pk, "role": "writer", "position": "", "valid_from": "01/01/2025"}
    response = signed_in(administrator).post(reverse("wagtailsnippets_units_membership:add"), fields | {"valid_to": ""})
    assert response.status_code == 200
    assert Membership.objects.filter(user=person).count() == 1


@pytest.mark.parametrize("name", ["unit", "membership", "contributor"])
def test_people_of_units_do_not_meet_the_register(desk: Desk, name: str) -> None:
    for person in (desk.writer, desk.approver):
        assert signed_in(person).get(reverse(f"wagtailsnippets_units_{name}:list")).status_code == 404


def test_a_contact_number_is_encrypted_at_rest(portal: None) -> None:
    from django.db import connection

    contributor = ContributorFactory(phone="0983 123 456")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM units_contributor WHERE id = %s", [contributor.pk])
        assert "123" not in cursor.fetchone()[0]
    assert Contributor.objects.get().phone == "0983 123 456"


def test_the_number_shows_to_the_board_and_to_the_authors_own_unit_only(desk: Desk) -> None:
    own = ContributorFactory(unit=desk.unit, phone="0900111222")
    other = ContributorFactory(unit=make_unit("Đơn vị khác"), phone="0900333444")
    page = desk.draft()
    latest = page.latest
    for contributor in (own, other):
        latest.authors.add(type(latest.authors.all()[0])(contributor=contributor, byline=str(contributor)))
    latest.save_revision(user=desk.writer, clean=False)
    seen = signed_in(desk.writer).get(reverse("news:item", args=[page.pk])).content.decode()
    assert "0900111222" in seen
    assert "0900333444" not in seen
