"""System checks: what the safety of photos relies on is really in force."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from PIL import Image
from wagtail.permissions import policy_registry

from cms.photos.models import Photo
from cms.photos.permissions import PhotoPermissionPolicy

FORM_BASE = "cms.photos.forms.PhotoForm"
SECRECY = "cms.photos.middleware.PhotoSecrecyMiddleware"


def check_policy(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Prove which permission policy answers for photos: Wagtail registers one of its own when it starts."""
    policy = policy_registry.get_by_type(Photo, fallback=False)
    if isinstance(policy, PhotoPermissionPolicy):
        return []
    return [
        Error(
            f"Photos are guarded by {type(policy).__name__}, not by PhotoPermissionPolicy.",
            hint="Register PhotoPermissionPolicy for Photo with exact_class=True.",
            id="photos.E001",
        )
    ]


def check_pixel_limit(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Pillow must refuse what our own limit refuses."""
    if Image.MAX_IMAGE_PIXELS == settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        return []
    return [
        Error(
            "Pillow's MAX_IMAGE_PIXELS differs from WAGTAILIMAGES_MAX_IMAGE_PIXELS.",
            hint="Something else sets PIL.Image.MAX_IMAGE_PIXELS after cms.photos has started.",
            id="photos.E002",
        )
    ]


def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The admin must use our form (Wagtail's crashes on damaged photos) and our middleware."""
    found: list[CheckMessage] = []
    if getattr(settings, "WAGTAILIMAGES_IMAGE_FORM_BASE", "") != FORM_BASE:
        found.append(CheckWarning(f"WAGTAILIMAGES_IMAGE_FORM_BASE must be {FORM_BASE}.", id="photos.W001"))
    if SECRECY not in settings.MIDDLEWARE:
        found.append(CheckWarning(f"MIDDLEWARE must name {SECRECY}, after authentication.", id="photos.W002"))
    return found
