"""The Word files from which the office's letters take their look."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.audit.written_once import WrittenOnce, WrittenOnceQuerySet


class OfficeTemplate(WrittenOnce):
    """A template from the moment of its entry until the next one: the newest row holds.

    A row without content says that the office went back to the template of the software.
    """

    refusal = ValidationError
    edit_refused = _("A template that was in use is not changed: upload another one.")
    delete_refused = _("A template that was in use stays on record.")

    file_name = models.CharField(_("file"), max_length=255, blank=True)
    content = models.BinaryField(_("content of the file"))
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("entered by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = WrittenOnceQuerySet["OfficeTemplate"].as_manager()

    class Meta:
        verbose_name = _("template of letters")
        verbose_name_plural = _("templates of letters")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name or str(_("Template of the software"))

    @classmethod
    def in_use(cls) -> Self | None:
        """The office's own template; None while the one of the software is in use."""
        newest = cls.objects.first()
        return newest if newest is not None and newest.digest else None
