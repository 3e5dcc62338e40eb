"""Where imported publications come from: a table of what the old portal had."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.audit.written_once import WrittenOnceQuerySet

from .publications import Recorded


class PublicationImport(Recorded):
    """A file whose publications were entered into the record, by whom and when."""

    file_name = models.CharField(_("file"), max_length=255)
    digest = models.CharField(_("digest"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("imported at"), auto_now_add=True)

    objects = WrittenOnceQuerySet["PublicationImport"].as_manager()

    class Meta:
        verbose_name = _("import of publications")
        verbose_name_plural = _("imports of publications")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file_name
