"""How far a photo reaches goes up with the news it stands in, and never down."""

import pytest
from django.db import IntegrityError, transaction

from cms.photos.models import Photo, Reach
from cms.photos.models.refusals import SetInBulkOnly
from tests.factories.photos import PhotoFactory
from tests.photos.people import a_unit, a_writer, browser_of

pytestmark = pytest.mark.django_db


def test_reach_is_raised_and_never_lowered():
    draft, with_board = PhotoFactory(), PhotoFactory(with_board=True)
    assert Photo.objects.raise_reach([draft.pk, with_board.pk], Reach.SUBMITTED) == 1
    assert list(Photo.objects.order_by("pk").values_list("reach", flat=True)) == [Reach.SUBMITTED, Reach.BOARD]


def test_photos_become_public_and_secret_again():
    photo = PhotoFactory(with_board=True)
    Photo.objects.set_public([photo.pk], True)
    assert Photo.objects.get().is_public
    Photo.objects.set_public([photo.pk], False)
    assert not Photo.objects.get().is_public


def test_a_photo_that_no_unit_has_vetted_does_not_become_public():
    photo = PhotoFactory(submitted=True)
    Photo.objects.set_public([photo.pk], True)
    assert not Photo.objects.get().is_public
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(is_public=True)


@pytest.mark.parametrize(("field", "value"), [("reach", Reach.BOARD), ("is_public", True)])
def test_reach_is_not_set_by_hand(field, value):
    photo = PhotoFactory()
    setattr(photo, field, value)
    with pytest.raises(SetInBulkOnly):
        photo.save()


def test_a_form_opened_before_the_submission_takes_nothing_back():
    photo = PhotoFactory()
    Photo.objects.raise_reach([photo.pk], Reach.BOARD)
    Photo.objects.set_public([photo.pk], True)
    photo.title = "Mới"
    photo.save()
    photo.refresh_from_db()
    assert (photo.title, photo.reach, photo.is_public) == ("Mới", Reach.BOARD, True)


def test_a_submitted_photo_cannot_be_renamed_in_the_admin():
    unit = a_unit()
    photo = PhotoFactory(unit=unit, submitted=True, title="Cũ")
    browser_of(a_writer(unit)).post(f"/admin/images/{photo.pk}/", {"title": "Mới"})
    photo.refresh_from_db()
    assert photo.title == "Cũ"
