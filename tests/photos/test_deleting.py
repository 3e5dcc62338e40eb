"""Drafts may go; what was submitted or published stays as evidence."""

import pytest
from django.core.files.storage import storages
from django.db import transaction
from wagtail.models import Collection

from cms.photos.models import EvidenceIsKept, Photo, Reach
from tests.factories.photos import PhotoFactory
from tests.photos.people import a_reporter, a_superuser, a_unit, a_writer, browser_of

pytestmark = pytest.mark.django_db

KEPT = ["submitted", "with_board", "public"]


def test_deleting_a_draft_removes_its_files(django_capture_on_commit_callbacks):
    photo = PhotoFactory()
    rendition = photo.get_rendition("width-320")
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert not storages["originals"].exists(photo.file.name)
    assert not storages["renditions"].exists(rendition.file.name)


@pytest.mark.parametrize("trait", KEPT)
def test_a_photo_that_is_evidence_cannot_be_deleted(trait):
    photo = PhotoFactory(**{trait: True}, title="Đại hội")
    with pytest.raises(EvidenceIsKept, match="Đại hội"):
        photo.delete()
    assert storages["originals"].exists(photo.file.name)


@pytest.mark.parametrize("trait", KEPT)
def test_evidence_cannot_be_deleted_by_a_query(trait):
    PhotoFactory()
    PhotoFactory(**{trait: True})
    with pytest.raises(EvidenceIsKept):
        Photo.objects.all().delete()
    assert Photo.objects.count() == 2


def test_evidence_is_not_swept_away_with_a_collection():
    collection = Collection.get_first_root_node().add_child(name="Cũ")
    PhotoFactory(submitted=True, collection=collection)
    with pytest.raises(EvidenceIsKept), transaction.atomic():
        Collection.objects.get(pk=collection.pk).delete()
    assert Photo.objects.exists()


def test_a_photo_submitted_meanwhile_is_kept():
    opened_before = PhotoFactory()
    Photo.objects.raise_reach([opened_before.pk], Reach.SUBMITTED)
    with pytest.raises(EvidenceIsKept):
        opened_before.delete()


@pytest.mark.parametrize("address", ["/admin/images/{}/delete/", "/admin/images/multiple/{}/delete/"])
def test_a_reporter_deletes_a_draft_in_the_admin_but_not_evidence(address):
    unit = a_unit()
    browser = browser_of(a_reporter(unit))
    draft, evidence = PhotoFactory(unit=unit), PhotoFactory(unit=unit, submitted=True)
    for photo in (draft, evidence):
        browser.post(address.format(photo.pk))
    assert list(Photo.objects.all()) == [evidence]


@pytest.mark.parametrize("address", ["/admin/images/{}/delete/", "/admin/images/multiple/{}/delete/"])
def test_wagtails_deletion_is_closed_to_people_of_units(address):
    unit = a_unit()
    draft = PhotoFactory(unit=unit)
    assert browser_of(a_writer(unit)).post(address.format(draft.pk)).status_code == 404
    assert list(Photo.objects.all()) == [draft]


def test_bulk_deletion_in_the_admin_leaves_evidence():
    draft, evidence = PhotoFactory(), PhotoFactory(with_board=True)
    browser = browser_of(a_superuser())
    browser.post(f"/admin/bulk/photos/photo/delete/?id={draft.pk}&id={evidence.pk}")
    assert list(Photo.objects.all()) == [evidence]
