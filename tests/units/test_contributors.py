"""Contributors entered twice are merged, move between units, and belong to none."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count

from cms.accounts.models import User
from cms.news.models import ItemAuthor
from cms.units.models import Contributor, PenName, PublicationByline, Unit, identity
from cms.units.people import merge_contributors, move_contributor, possible_duplicates
from cms.units.roles import ADMINISTRATOR
from tests.factories.news import Desk, approve, current, publish, submit
from tests.factories.units import ContributorFactory, UserFactory, join_group, make_unit
from tests.signing_in import signed_in


@pytest.fixture
def administrator(portal: None) -> User:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    return user


def published_by(desk: Desk, contributor: Contributor, byline: str) -> None:
    page = desk.draft()
    latest = page.latest
    latest.authors = [ItemAuthor(contributor=contributor, byline=byline)]
    latest.save_revision(user=desk.writer, clean=False)
    publish(approve(submit(current(page), by=desk.writer), by=desk.approver), by=desk.board)


def test_figures_follow_one_person_while_the_record_says_what_was_printed(desk: Desk, administrator: User) -> None:
    first, second = ContributorFactory(full_name="Nông Thị Lan"), ContributorFactory(full_name="Nong Thi Lan")
    published_by(desk, first, "Nông Thị Lan")
    published_by(desk, second, "Lan Nông")
    merge_contributors(first, [second], by=administrator)
    published_by(desk, second, "Nong Thi Lan")
    assert {row.byline for row in PublicationByline.objects.all()} == {"Nông Thị Lan", "Lan Nông", "Nong Thi Lan"}
    rows = PublicationByline.objects.values(person=identity("contributor__")).annotate(number=Count("pk"))
    assert list(rows) == [{"person": first.pk, "number": 3}]
    assert PublicationByline.objects.order_by("pk").last().contributor == first


def test_pen_names_login_and_number_go_over_to_the_entry_that_stays(administrator: User) -> None:
    login = UserFactory()
    keep = ContributorFactory(full_name="Nông Thị Lan")
    other = ContributorFactory(full_name="Nông Thị Lan", user=login, phone="0912345678")
    PenName.objects.create(contributor=keep, name="Lan Anh")
    for name in ("Lan Anh", "Sơn Hà"):
        PenName.objects.create(contributor=other, name=name)
    kept = merge_contributors(keep, [other], by=administrator)
    assert (kept.user, kept.phone) == (login, "0912345678")
    assert kept.bylines == ["Lan Anh", "Sơn Hà", "Nông Thị Lan"]
    assert Contributor.objects.get(pk=other.pk).person == kept


def test_merging_again_leads_everything_to_the_last_entry(administrator: User) -> None:
    one, two, three = ContributorFactory(), ContributorFactory(), ContributorFactory()
    merge_contributors(two, [three], by=administrator)
    merge_contributors(one, [two], by=administrator)
    assert {row.person for row in Contributor.objects.all()} == {one}
    assert list(Contributor.objects.offered()) == [one]


def test_what_cannot_be_merged_is_refused(administrator: User) -> None:
    one, two, three = (
        ContributorFactory(user=UserFactory()),
        ContributorFactory(user=UserFactory()),
        ContributorFactory(),
    )
    with pytest.raises(ValidationError):
        merge_contributors(one, [two], by=administrator)
    with pytest.raises(ValidationError):
        merge_contributors(one, [one], by=administrator)
    merge_contributors(one, [three], by=administrator)
    with pytest.raises(ValidationError):
        merge_contributors(two, [three], by=administrator)
    with pytest.raises(ValidationError):
        merge_contributors(three, [two], by=administrator)
    assert Contributor.objects.filter(merged_into=None).count() == 2


def test_the_board_keeps_the_list_and_people_of_units_do_not(desk: Desk) -> None:
    keep, other = ContributorFactory(), ContributorFactory()
    for person in (desk.writer, desk.approver, UserFactory()):
        with pytest.raises(PermissionDenied):
            merge_contributors(keep, [other], by=person)
        with pytest.raises(PermissionDenied):
            move_contributor(keep, desk.unit, by=person)
    merge_contributors(keep, [other], by=desk.board)


def test_a_contributor_moves_to_another_unit_and_to_none(desk: Desk, administrator: User) -> None:
    contributor = ContributorFactory(unit=desk.unit)
    other = make_unit("Đơn vị khác")
    assert move_contributor(contributor, other, by=administrator).unit == other
    assert move_contributor(contributor, None, by=administrator).unit is None


def test_entries_of_one_name_or_one_number_are_suggested(administrator: User) -> None:
    lan = ContributorFactory(full_name="Nông Thị Lan")
    typed = ContributorFactory(full_name="nong  thi LAN", phone="0912 345 678")
    married = ContributorFactory(full_name="Nông Lan", phone="+84912345678")
    ContributorFactory(full_name="Trần Văn Bình", phone="0912 345 679")
    assert [{row.pk for row in group} for group in possible_duplicates()] == [{lan.pk, typed.pk, married.pk}]
    merge_contributors(lan, [typed, married], by=administrator)
    assert possible_duplicates() == []


def test_an_entry_that_is_merged_is_offered_in_no_form(desk: Desk, administrator: User) -> None:
    keep, other = (ContributorFactory(full_name=f"Nông Thị {name}", unit=desk.unit) for name in ("Lan", "Làn"))
    merge_contributors(keep, [other], by=administrator)
    page = desk.draft()
    response = signed_in(desk.writer).get(f"/admin/tin/{page.pk}/viet/")
    assert "Nông Thị Lan" in response.content.decode()
    assert "Nông Thị Làn" not in response.content.decode()


def test_a_thousand_contributors_of_as_many_units_are_looked_through(administrator: User) -> None:
    units = Unit.objects.bulk_create(Unit(slug=f"don-vi-{number}") for number in range(1100))
    Contributor.objects.bulk_create(Contributor(full_name=f"Tác giả {unit.slug}", unit=unit) for unit in units)
    twice = ContributorFactory(full_name="Tac gia don-vi-7", unit=units[8])
    assert [[row.unit for row in group] for group in possible_duplicates()] == [[units[7], twice.unit]]
