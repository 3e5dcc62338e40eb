"""The photo: an untouched original, and whose it is."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, Filter, get_upload_to
from wagtail.search import index

from cms.photos.digests import digests_of
from cms.photos.fields import OriginalField
from cms.photos.formats import BY_EXTENSION
from cms.photos.names import LONGEST_NAME, display_name, extension_of, title_from
from cms.photos.storage import originals
from cms.photos.working_copies import WorkingCopy, working_copy

from .guarding import Guarded
from .querysets import FIXED_FIELDS, PhotoQuerySet, Reach
from .refusals import EvidenceIsKept, OriginalIsImmutable, SetInBulkOnly

if TYPE_CHECKING:
    from .renditions import PhotoRendition

BULK_FIELDS = ("reach", "is_public")


def new_token() -> str:
    """A name that cannot be guessed (128 random bits), for addresses and for stored files."""
    return secrets.token_urlsafe(16)


class Photo(Guarded, AbstractImage):
    """A photo as the camera made it. Readers get renditions; the file itself stays private and unchanged."""

    title: str

    token = models.CharField(max_length=32, unique=True, editable=False, default=new_token)
    original_name = models.CharField(_("name of the file"), max_length=LONGEST_NAME, blank=True, editable=False)
    sha256 = models.CharField(
        max_length=64, db_index=True, editable=False, help_text=_("SHA-256 of the file as it was uploaded.")
    )
    file = OriginalField(
        verbose_name=_("photo"),
        upload_to=get_upload_to,
        storage=originals,
        width_field="width",
        height_field="height",
    )
    unit = models.ForeignKey(
        "units.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("unit"),
        help_text=_("The unit whose people may see the photo; empty: the editorial board's own."),
    )
    unit.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    reach = models.PositiveSmallIntegerField(_("reach"), choices=Reach, default=Reach.DRAFT, editable=False)
    is_public = models.BooleanField(
        _("public"), default=False, db_index=True, editable=False, help_text=_("It stands in what readers see.")
    )

    guarded_fields = (*FIXED_FIELDS, *BULK_FIELDS)
    objects = PhotoQuerySet.as_manager()

    admin_form_fields = ("title", "file", "unit")
    search_fields = [
        *AbstractImage.search_fields,
        index.FilterField("unit"),
        index.FilterField("reach"),
        index.FilterField("is_public"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        indexes = [models.Index(fields=["unit", "-created_at"], name="photos_of_a_unit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_public=False) | models.Q(reach=Reach.BOARD), name="photos_public_only_if_vetted"
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new photo, or the title of an old one.

        What stands in ``guarded_fields`` is written only once, so that a form opened before a submission
        takes nothing back. Raises ``OriginalIsImmutable`` or ``SetInBulkOnly`` if one of them was changed by hand.
        """
        if self._state.adding:
            self.note_name(self.file.name or "")
            self._set_image_file_metadata()
            kwargs["force_insert"] = True
        else:
            self._refuse_changes()
            kwargs["update_fields"] = self.unguarded(kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        self.remember()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft and its files; raises ``EvidenceIsKept`` if it is no draft any more."""
        with transaction.atomic():
            return super().delete(*args, **kwargs)

    def note_name(self, name: str) -> None:
        """Keep the name under which a file was uploaded, once; a photo without a title is named by it."""
        self.original_name = self.original_name or display_name(name)
        self.title = self.title or title_from(self.original_name)

    def refuse_new_file(self) -> None:
        """Raise ``OriginalIsImmutable`` unless the photo is still being taken in."""
        if not self._state.adding:
            raise OriginalIsImmutable(_t("The original of a photo never changes. Upload the new photo beside it."))

    def refuse_deleting_evidence(self) -> None:
        """Raise ``EvidenceIsKept`` if the photo, as the database knows it, was submitted or published."""
        drafts = type(self).objects.deletable().filter(pk=self.pk)
        if not list(drafts.select_for_update().values_list("pk")):
            raise EvidenceIsKept(
                _t("“%(title)s” was submitted or published: it is kept as evidence.") % {"title": self.title}
            )

    def get_upload_to(self, filename: str) -> str:
        extension = extension_of(filename)
        suffix = f".{extension}" if extension in BY_EXTENSION else ""
        return f"{self.token[:2]}/{self.token}{suffix}"

    @property
    def content_type(self) -> str:
        """The MIME type of the original, by the extension that was checked when it came in."""
        entry = BY_EXTENSION.get(extension_of(self.file.name or ""))
        return entry.content_type if entry else "application/octet-stream"

    @contextmanager
    def get_willow_image(self) -> Iterator[WorkingCopy]:
        """What every rendition is made from, whoever asks: pixels, and nothing else of the original."""
        with self.open_file() as file:
            copy = working_copy(file)
        yield copy

    def create_renditions(self, *filters: Filter) -> dict[Filter, PhotoRendition]:
        # Wagtail would read the original into memory and decode it several times at once.
        return {chosen: self.create_rendition(chosen) for chosen in filters}

    def _set_image_file_metadata(self) -> None:
        with self.open_file() as file:
            self.sha256, self.file_hash = digests_of(file)
        self.file_size = self.file.size

    def _refuse_changes(self) -> None:
        changed = self.changed_by_hand()
        if changed & set(FIXED_FIELDS):
            self.refuse_new_file()
        if changed:
            raise SetInBulkOnly(_t("How far a photo reaches is set by what happens to the news it stands in."))
