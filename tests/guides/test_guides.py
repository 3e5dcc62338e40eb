"""Each person reads the guide of their own role first, with pictures that exist, and of nothing that is not theirs."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.guides.guides import GUIDES, guides_for
from cms.units.models import Role
from cms.units.roles import ACCOUNT_HOLDER, ACCOUNTANT, ADMINISTRATOR
from tests.factories.news import Desk
from tests.factories.units import UserFactory, add_member, join_group
from tests.signing_in import signed_in

UNIT_GUIDES = {"nguoi-viet-tin", "nguoi-duyet"}


def of_province(role: str) -> User:
    person = UserFactory()
    join_group(person, role)
    return person


def people(desk: Desk) -> dict[str, User]:
    """Somebody of each role, by the guide that is theirs."""
    return {
        "nguoi-viet-tin": desk.writer,
        "nguoi-duyet": desk.approver,
        "ban-bien-tap": desk.board,
        "ke-toan": of_province(ACCOUNTANT),
        "quan-tri": of_province(ADMINISTRATOR),
    }


@pytest.mark.parametrize("slug", [guide.slug for guide in GUIDES])
def test_the_way_to_the_guides_leads_to_the_one_of_ones_own_role(desk: Desk, slug: str) -> None:
    response = signed_in(people(desk)[slug]).get(reverse("guides:index"), follow=True)
    assert response.status_code == 200
    assert response.context["guide"].slug == slug


def test_an_account_holder_reads_the_accountants_guide(desk: Desk) -> None:
    assert guides_for(of_province(ACCOUNT_HOLDER))[0].slug == "ke-toan"


def test_who_writes_and_approves_reads_both_guides_and_in_that_order(desk: Desk) -> None:
    add_member(desk.unit, Role.APPROVER, desk.writer)
    assert [guide.slug for guide in guides_for(desk.writer)] == ["nguoi-viet-tin", "nguoi-duyet"]


@pytest.mark.parametrize("slug", [guide.slug for guide in GUIDES])
def test_people_of_units_read_of_units_work_only(desk: Desk, slug: str) -> None:
    for person in (desk.writer, desk.approver):
        response = signed_in(person).get(reverse("guides:guide", args=[slug]))
        assert response.status_code == (200 if slug in UNIT_GUIDES else 404)


@pytest.mark.parametrize("slug", [guide.slug for guide in GUIDES])
def test_who_works_for_the_province_reads_every_guide(desk: Desk, slug: str) -> None:
    assert signed_in(desk.board).get(reverse("guides:guide", args=[slug])).status_code == 200


def test_a_guide_that_is_none_and_a_stranger_find_nothing(desk: Desk) -> None:
    assert signed_in(desk.board).get(reverse("guides:guide", args=["khong-co"])).status_code == 404
    assert Client().get(reverse("guides:index")).status_code == 302


def document(slug: str) -> str:
    return render_to_string(f"guides/vi/{slug}.html")


@pytest.mark.parametrize("slug", [guide.slug for guide in GUIDES])
def test_every_picture_of_a_guide_exists_and_is_told_in_words(slug: str) -> None:
    pictures = re.findall(r"<img[^>]*>", document(slug))
    assert pictures
    for picture in pictures:
        found = re.search(rf'src="{settings.STATIC_URL}([^"]+)" alt="([^"]+)"', picture)
        assert found, picture
        assert finders.find(found[1]), found[1]
        assert len(found[2]) > 20


def test_no_picture_lies_about_without_a_guide() -> None:
    named = {name for guide in GUIDES for name in re.findall(r"guides/([\w-]+)\.webp", document(guide.slug))}
    folder = settings.BASE_DIR / "static" / "guides"
    assert {path.stem for path in folder.glob("*.webp")} == named


@pytest.mark.parametrize("slug", sorted(UNIT_GUIDES))
def test_the_guides_of_units_name_no_screen_of_the_province(slug: str) -> None:
    told = document(slug)
    for screen in ("Chờ biên tập", "Nhập hộ", "Không sử dụng", "Gỡ bài", "Nhật ký", "Sổ đơn vị"):
        assert screen not in told, screen


def test_the_help_menu_has_the_guides_and_no_word_of_wagtails(desk: Desk) -> None:
    board, writer = (signed_in(person).get("/admin/").content.decode() for person in (desk.board, desk.writer))
    assert reverse("guides:index") in board
    assert reverse("guides:index") in writer
    for home in (board, writer):
        assert "whats-new" not in home
        assert "guide.wagtail.org" not in home
