"""System checks prove what the safety of photos relies on."""

import pytest
from django.core.checks import run_checks
from PIL import Image
from wagtail.images import get_permission_policy
from wagtail.permissions import policy_registry

from cms.photos.models import Photo
from cms.photos.permissions import PhotoPermissionPolicy


def found() -> set[str]:
    return {message.id for message in run_checks() if message.id.startswith("photos.")}


def test_all_is_in_force():
    assert found() == set()
    assert isinstance(policy_registry.get_by_type(Photo), PhotoPermissionPolicy)


def test_another_policy_is_reported(monkeypatch):
    monkeypatch.setitem(policy_registry.values_by_exact_class, Photo, get_permission_policy())
    assert found() == {"photos.E001"}


def test_our_policy_lost_to_wagtails_is_reported(monkeypatch):
    monkeypatch.delitem(policy_registry.values_by_exact_class, Photo)
    assert found() == {"photos.E001"}


def test_another_pixel_limit_is_reported(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    assert found() == {"photos.E002"}


@pytest.mark.parametrize(
    ("setting", "value", "reported"),
    [("WAGTAILIMAGES_IMAGE_FORM_BASE", "", "photos.W001"), ("MIDDLEWARE", [], "photos.W002")],
)
def test_a_missing_setting_is_reported(settings, setting, value, reported):
    setattr(settings, setting, value)
    assert reported in found()
