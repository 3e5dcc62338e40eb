"""What items and their evidence stand on, people, units, genres, sections, is not deleted from under them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cms.accounts.models import User
from cms.news.models import Approval, Genre, NewsPage, SectionPage
from cms.units.models import Membership, Publication
from cms.units.roles import ADMINISTRATOR, BOARD, PROVINCIAL
from tests.factories.news import Desk, current
from tests.factories.units import ContributorFactory, UserFactory, join_group
from tests.news.attempts import browser_of, nothing_reaches_readers, save, tried


def deletions(desk: Desk, page: NewsPage) -> dict[str, str]:
    contributor = ContributorFactory(unit=desk.unit)
    rows = page.latest
    rows.authors.all()[0].contributor = contributor
    version = desk.unit.versions.get()
    return {
        "the writer": reverse("wagtailusers_users:delete", args=[desk.writer.pk]),
        "the approver": reverse("wagtailusers_users:delete", args=[desk.approver.pk]),
        "the board's member": reverse("wagtailusers_users:delete", args=[desk.board.pk]),
        "the unit": reverse("wagtailsnippets_units_unit:delete", args=[desk.unit.pk]),
        "the kind of unit": reverse("wagtailsnippets_units_unitkind:delete", args=[version.kind_id]),
        "the genre": reverse("wagtailsnippets_news_genre:delete", args=[page.genre_id]),
        "a contributor": reverse("wagtailsnippets_units_contributor:delete", args=[contributor.pk]),
        "the unit's page": reverse("wagtailadmin_pages:delete", args=[desk.unit.page.pk]),
        "the site": reverse("wagtailsites:delete", args=[1]),
    }


@pytest.mark.parametrize("state", ["draft", "at_board", "published"])
@pytest.mark.parametrize("who", ["an administrator", "a superuser"])
def test_deleting_what_an_item_stands_on_is_refused_and_breaks_nothing(desk: Desk, who: str, state: str) -> None:
    page = getattr(desk, state)(title="Còn nguyên")
    user = User.objects.create_superuser(username="goc", password="x")
    if who == "an administrator":
        user = UserFactory()
        join_group(user, ADMINISTRATOR)
    approvals = Approval.objects.count()
    failures = []
    for name, address in deletions(desk, page).items():
        try:
            response = browser_of(user).post(address)
        except Exception as error:
            failures.append((name, repr(error)[:150]))
            continue
        if response.status_code >= 500:
            failures.append((name, response.status_code))
        assert NewsPage.objects.filter(pk=page.pk).exists(), name
    assert not failures, "\n".join(map(str, failures))
    assert Approval.objects.count() == approvals
    assert current(page).latest.title == "Còn nguyên"


def test_an_evidence_giver_is_deleted_by_no_query(desk: Desk) -> None:
    desk.published()
    for user in (desk.writer, desk.approver, desk.board):
        assert not tried(user.delete)
        assert not tried(User.objects.filter(pk=user.pk).delete)
    assert Publication.objects.count() == 1


def test_a_deleted_section_takes_no_item_and_no_approval_with_it(desk: Desk) -> None:
    section = SectionPage.objects.first()
    page = desk.at_board()
    save(desk.board, page, sections=[str(section.pk)])
    superuser = User.objects.create_superuser(username="goc", password="x")
    with nothing_reaches_readers():
        browser_of(superuser).post(reverse("wagtailadmin_pages:delete", args=[section.pk]))
    for name in ("item", "preview"):
        assert browser_of(desk.board).get(reverse(f"news:{name}", args=[page.pk])).status_code == 200
    assert current(page).approvals.of_unit().get().is_intact()


@pytest.mark.parametrize("role", PROVINCIAL)
def test_a_role_of_the_province_is_deleted_and_renamed_by_nobody(desk: Desk, role: str) -> None:
    superuser = User.objects.create_superuser(username="goc", password="x")
    group = Group.objects.get(name=role)
    assert browser_of(superuser).post(reverse("wagtailusers_groups:delete", args=[group.pk])).status_code in {302, 403}
    assert not tried(group.delete)
    assert not tried(Group.objects.filter(pk=group.pk).delete)
    group.name = "Tên khác"
    assert not tried(group.save)
    assert Group.objects.get(pk=group.pk).name == role


def test_a_role_given_to_oneself_in_the_users_form_is_not_taken(desk: Desk) -> None:
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    board = Group.objects.get(name=BOARD)
    data = {
        "username": administrator.username,
        "email": administrator.email,
        "first_name": administrator.first_name,
        "last_name": administrator.last_name,
        "is_active": "on",
        "is_superuser": "on",
        "groups": [str(board.pk)],
    }
    response = browser_of(administrator).post(reverse("wagtailusers_users:edit", args=[administrator.pk]), data)
    assert response.status_code < 500
    administrator.refresh_from_db()
    assert not administrator.is_superuser
    assert not administrator.groups.filter(name=BOARD).exists()


def test_people_of_units_give_nobody_a_role(desk: Desk) -> None:
    for user in (desk.writer, desk.approver, desk.board):
        data = {"user": str(user.pk), "unit": str(desk.unit.pk), "role": "approver", "valid_from": "01/01/2020"}
        response = browser_of(user).post(reverse("wagtailsnippets_units_membership:add"), data)
        assert response.status_code in {302, 403, 404}
    assert Membership.objects.count() == 2
    assert Genre.objects.exists()
