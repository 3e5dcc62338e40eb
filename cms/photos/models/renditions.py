"""What is made of a photo for showing it."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractRendition, get_rendition_upload_to

from cms.photos.fields import RenditionField
from cms.photos.storage import renditions

from .photos import Photo


class PhotoRendition(AbstractRendition):
    """A smaller picture of a photo without anything of its metadata. It can be made again at any time."""

    image = models.ForeignKey(Photo, related_name="renditions", on_delete=models.CASCADE)
    file = RenditionField(
        upload_to=get_rendition_upload_to,
        storage=renditions,
        width_field="width",
        height_field="height",
    )

    class Meta:
        verbose_name = _("rendition")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="photos_one_rendition")
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"

    def get_upload_to(self, filename: str) -> str:
        # Wagtail's own name grows with the filter, beyond what the database keeps.
        made_by = hashlib.sha256(f"{self.filter_spec} {self.focal_point_key}".encode()).hexdigest()
        return f"{self.image.token}/{made_by[:16]}{PurePosixPath(filename).suffix}"

    @property
    def url(self) -> str:
        """An address of ours, that asks who may see the photo. It costs no query."""
        token = (self.file.name or "").partition("/")[0]
        return reverse("photos:rendition", args=[token, self.pk or 0])

    def make_again(self) -> None:
        """Make the file once more, where it was lost: backups need not hold renditions."""
        self.file = self.image.generate_rendition_file(self.filter)
        self.save()
        self.purge_from_cache()
