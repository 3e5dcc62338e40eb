"""A photo on its way in: it comes in pieces, and a connection that breaks costs none of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.photos.names import LONGEST_NAME

from .photos import Photo

if TYPE_CHECKING:
    from cms.accounts.models import User

LONGEST_CAPTION = 500
LONGEST_CREDIT = 200


class PhotoUploadQuerySet(models.QuerySet["PhotoUpload"]):
    def of(self, user: User) -> Self:
        """A person's own uploads: nobody else's can be asked for."""
        return self.filter(uploaded_by=user.pk)

    def unsettled(self) -> Self:
        """Uploads that are neither a photo nor refused yet."""
        return self.filter(photo=None, refused="")

    def untouched_since(self, moment: dt.datetime) -> Self:
        """Uploads of which nothing has come since a moment (UTC)."""
        return self.filter(touched_at__lte=moment)


class PhotoUpload(models.Model):
    """What a browser is sending or has sent, and what became of it: a photo, or why it was refused.

    The browser chooses the key, so that a request whose answer was lost can be sent again and doubles nothing.
    """

    # Else the upload would count as a use of the photo.
    wagtail_reference_index_ignore = True

    key = models.UUIDField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(_("name of the file"), max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField(help_text=_("In bytes, as the browser announced it."))
    offset = models.PositiveBigIntegerField(default=0, help_text=_("How many bytes have come."))
    touched_at = models.DateTimeField(default=timezone.now, db_index=True)
    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, null=True, related_name="+")
    refused = models.TextField(_("why it was refused"), blank=True)
    caption = models.CharField(
        max_length=LONGEST_CAPTION, blank=True, help_text=_("The caption that the file itself holds.")
    )
    credit = models.CharField(
        max_length=LONGEST_CREDIT, blank=True, help_text=_("The photographer whom the file itself names.")
    )

    objects = PhotoUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload of a photo")
        verbose_name_plural = _("uploads of photos")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["uploaded_by", "key"], name="photos_one_upload_for_a_key"),
            models.CheckConstraint(condition=Q(offset__lte=F("size")), name="photos_no_more_bytes_than_announced"),
            models.CheckConstraint(condition=Q(photo=None) | Q(refused=""), name="photos_taken_in_or_refused"),
        ]

    def __str__(self) -> str:
        return self.name

    def move_to(self, offset: int) -> None:
        """Note that so many bytes have come; the caller holds the lock."""
        self.offset, self.touched_at = offset, timezone.now()
        self.save(update_fields=["offset", "touched_at"])

    @property
    def is_settled(self) -> bool:
        """Whether it has become a photo, or was refused."""
        return self.photo_id is not None or bool(self.refused)

    @property
    def has_all_bytes(self) -> bool:
        return self.offset == self.size
