"""What was read from the file of a photo once, when it came in: evidence of its origin, and what it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from .photos import Photo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.photos.models.querysets import PhotoQuerySet

# Goes up when files are read in another way; `read_photo_traits` then reads the older ones again.
RECIPE = 1
LONGEST_TEXT = 80


class PhotoTraits(models.Model):
    """What the file itself says. Facts only: what they mean is said by settings, when somebody looks.

    No position is read, though cameras write one.
    """

    wagtail_reference_index_ignore = True

    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, primary_key=True, related_name="traits")
    recipe = models.PositiveSmallIntegerField(default=RECIPE, db_index=True)
    camera = models.CharField(max_length=2 * LONGEST_TEXT, blank=True, help_text="Make and model.")
    taken_at = models.DateTimeField(null=True, help_text="By the camera's clock; local time unless it names a zone.")
    program = models.CharField(max_length=LONGEST_TEXT, blank=True, help_text="What the file names as its software.")
    marks = models.JSONField(default=list, help_text="Traces of programs that saved the file (traits.Mark).")
    has_metadata = models.BooleanField(default=False, help_text="EXIF, XMP or IPTC of any kind.")
    quality = models.PositiveSmallIntegerField(null=True, help_text="Estimated JPEG quality, 1 to 100.")
    has_standard_tables = models.BooleanField(null=True, help_text="Quantised by the tables of ITU-T T.81, Annex K.")
    is_progressive = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.photo_id}: {self.camera}"

    @staticmethod
    def photos_unread() -> PhotoQuerySet:
        """Photos whose files were not read yet, or not as files are read now; the newest first."""
        return Photo.objects.filter(Q(traits=None) | Q(traits__recipe__lt=RECIPE)).order_by("-pk")


class PhotoFingerprint(models.Model):
    """A fingerprint of a photo or of a crop of it (64 bits), cut into three bands by which it is found.

    Two fingerprints that differ in at most three bits agree in the second or the third band, or differ in the first
    in at most one: whoever looks for the bands, and the neighbours of the first, finds them all by index.
    """

    wagtail_reference_index_ignore = True

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="fingerprints")
    first = models.IntegerField(db_index=True, help_text="The 22 highest bits.")
    second = models.IntegerField(db_index=True, help_text="The next 21 bits.")
    third = models.IntegerField(db_index=True, help_text="The 21 lowest bits.")

    def __str__(self) -> str:
        return f"{self.photo_id}: {self.first:x}.{self.second:x}.{self.third:x}"


class PhotoLikeness(models.Model):
    """Two photos that show the same, or nearly the same, picture."""

    wagtail_reference_index_ignore = True

    earlier = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="+")
    later = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="+")
    distance = models.PositiveSmallIntegerField(help_text="In how many of 64 bits their closest fingerprints differ.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="photos_one_likeness"),
            models.CheckConstraint(condition=Q(earlier__lt=F("later")), name="photos_likeness_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} ~ {self.later_id}"


class PhotoUse(models.Model):
    """That the latest content of a page shows a photo: drafts keep their content in revisions, where none is found."""

    wagtail_reference_index_ignore = True

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["photo", "page"], name="photos_one_use")]

    def __str__(self) -> str:
        return f"{self.photo_id} @ {self.page_id}"

    @staticmethod
    def set_for(page_id: int, photo_ids: Iterable[int]) -> None:
        """Record that the latest content of a page shows these photos and no others."""
        wanted = set(photo_ids)
        uses = PhotoUse.objects.filter(page=page_id)
        known = set(uses.values_list("photo", flat=True))
        if gone := known - wanted:
            uses.filter(photo__in=gone).delete()
        new = Photo.objects.filter(pk__in=wanted - known).values_list("pk", flat=True) if wanted - known else ()
        PhotoUse.objects.bulk_create([PhotoUse(photo_id=pk, page_id=page_id) for pk in new], ignore_conflicts=True)
