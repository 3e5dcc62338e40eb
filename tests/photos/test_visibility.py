"""Who sees which photos: one rule for lists and for single photos."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.permissions import policy_registry

from cms.photos.models import Photo
from cms.units.models import Membership, Role
from tests.factories.photos import PhotoFactory
from tests.factories.units import LONG_AGO
from tests.photos.people import a_board_member, a_person, a_superuser, a_unit, a_writer, browser_of

pytestmark = pytest.mark.django_db

REACHES = ["draft", "submitted", "with_board", "public"]


def photo_of(unit, reach):
    return PhotoFactory(unit=unit, **({} if reach == "draft" else {reach: True}))


def may(user, action, photo):
    """Ask the policy about one photo, and see that the list says the same."""
    policy = policy_registry.get_by_type(Photo)
    answer = policy.user_has_permission_for_instance(user, action, photo)
    assert policy.instances_user_has_permission_for(user, action).filter(pk=photo.pk).exists() == answer
    assert policy.users_with_permission_for_instance(action, photo).filter(pk=user.pk).exists() == answer
    return answer


@pytest.mark.parametrize("reach", REACHES)
def test_people_of_the_unit_see_its_photos(reach):
    unit = a_unit()
    assert may(a_writer(unit), "choose", photo_of(unit, reach))


@pytest.mark.parametrize("reach", REACHES)
def test_people_of_another_unit_see_nothing(reach):
    photo = photo_of(a_unit(), reach)
    stranger = a_writer(a_unit("Khác"))
    assert not any(may(stranger, action, photo) for action in ("choose", "view", "change", "delete"))


@pytest.mark.parametrize(("reach", "seen"), list(zip(REACHES, [False, False, True, True], strict=True)))
def test_the_board_sees_what_was_sent_to_it(reach, seen):
    assert may(a_board_member(), "choose", photo_of(a_unit(), reach)) is seen


@pytest.mark.parametrize("reach", REACHES)
def test_the_board_changes_no_photo_of_a_unit(reach):
    photo = photo_of(a_unit(), reach)
    board = a_board_member()
    assert not may(board, "change", photo)
    assert not may(board, "delete", photo)


def test_the_board_sees_and_changes_its_own_drafts():
    photo = photo_of(None, "draft")
    assert may(a_board_member(), "change", photo)
    assert not may(a_writer(a_unit()), "choose", photo)


@pytest.mark.parametrize(("reach", "allowed"), list(zip(REACHES, [True, False, False, False], strict=True)))
def test_a_unit_changes_and_deletes_drafts_only(reach, allowed):
    unit = a_unit()
    photo = photo_of(unit, reach)
    assert may(a_writer(unit), "change", photo) is allowed
    assert may(a_writer(unit), "delete", photo) is allowed


def test_a_role_that_has_ended_shows_nothing():
    unit = a_unit()
    person = a_person()
    yesterday = dt.date(2024, 1, 1)
    Membership.objects.create(user=person, unit=unit, role=Role.WRITER, valid_from=LONG_AGO, valid_to=yesterday)
    assert not may(person, "choose", photo_of(unit, "draft"))
    assert not policy_registry.get_by_type(Photo).user_has_permission(person, "add")


def test_an_inactive_person_sees_nothing():
    unit = a_unit()
    person = a_writer(unit)
    person.is_active = False
    person.save()
    assert not may(person, "choose", photo_of(unit, "draft"))


def test_a_superuser_sees_everything():
    assert all(may(a_superuser(), "choose", photo_of(a_unit(), reach)) for reach in REACHES)


def test_nobody_else_may_add_or_see_photos():
    policy = policy_registry.get_by_type(Photo)
    PhotoFactory(public=True)
    for nobody in (AnonymousUser(), a_person()):
        assert not policy.user_has_any_permission(nobody, ["add", "choose", "change", "delete"])
        assert not policy.instances_user_has_any_permission_for(nobody, ["choose", "change"]).exists()
        assert not policy.collections_user_has_permission_for(nobody, "add").exists()


@pytest.mark.parametrize("someone", [lambda unit: a_writer(unit), lambda unit: a_board_member()])
def test_anyone_of_a_unit_or_the_board_may_add(someone):
    policy = policy_registry.get_by_type(Photo)
    person = someone(a_unit())
    assert policy.user_has_permission(person, "add")
    assert person in policy.users_with_permission("add")
    assert policy.collections_user_has_permission_for(person, "add").count() == 1


def test_an_unknown_action_is_refused():
    assert not policy_registry.get_by_type(Photo).user_has_permission(a_superuser(), "publish")


def test_the_original_is_for_those_who_may_see_the_photo(client):
    unit = a_unit()
    photo = photo_of(unit, "public")
    assert browser_of(a_writer(unit)).get(photo.file.url).status_code == 200
    assert browser_of(a_board_member()).get(photo.file.url).status_code == 200
    assert browser_of(a_writer(a_unit("Khác"))).get(photo.file.url).status_code == 404
    assert client.get(photo.file.url).status_code == 404
    assert client.get("/anh/goc/khong-co/").status_code == 404
