"""A file that somebody has uploaded to be imported: kept, encrypted, from the check to the import, no longer."""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from cms.spreadsheets.problems import Problem, Report

if TYPE_CHECKING:
    from cms.spreadsheets.checking.checked import Checked

# How long a file waits for its import; it holds people's telephone numbers.
KEPT = dt.timedelta(hours=24)


class Subject(models.TextChoices):
    """What the rows of a file tell of."""

    REGISTER = "register", _("the register of units")
    PUBLICATIONS = "publications", _("publications of the old portal")


class ImportFileQuerySet(models.QuerySet["ImportFile"]):
    def waiting(self) -> Self:
        """Files that can still be imported."""
        return self.filter(imported_at=None, dropped_at=None)

    def stale(self, at: dt.datetime) -> Self:
        """Files that have waited too long at a moment (UTC)."""
        return self.waiting().filter(uploaded_at__lte=at - KEPT)


class ImportFile(models.Model):
    """A file on its way in; its content and what was found in it are gone once it is imported."""

    subject = models.CharField(_("about"), max_length=20, choices=Subject, default=Subject.REGISTER)
    name = models.CharField(_("file name"), max_length=255)
    digest = models.CharField(_("digest"), max_length=64)
    packed = EncryptedTextField(blank=True, null=True, editable=False)
    findings = EncryptedTextField(blank=True, null=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    imported_at = models.DateTimeField(_("imported at"), null=True)
    dropped_at = models.DateTimeField(_("dropped at"), null=True)
    outcome = models.JSONField(_("outcome"), default=dict)

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file to import")
        verbose_name_plural = _("files to import")
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="spreadsheets_content_only_while_waiting",
                condition=models.Q(imported_at=None, dropped_at=None) | models.Q(packed=None, findings=None),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        return self.imported_at is None and self.dropped_at is None

    @property
    def content(self) -> bytes:
        """The file byte for byte; empty when it is gone."""
        return zlib.decompress(base64.b64decode(self.packed)) if self.packed else b""

    @content.setter
    def content(self, content: bytes) -> None:
        self.packed = base64.b64encode(zlib.compress(content)).decode()

    def keep_findings(self, checked: Checked[Any]) -> None:
        """Keep what a check found. The messages may quote telephone numbers, so they are encrypted like the file."""
        rows = {
            "problems": [astuple(problem) for problem in checked.report.problems],
            "notes": [astuple(note) for note in checked.report.notes],
        }
        self.findings = json.dumps(rows, ensure_ascii=False)
        self.outcome = {"new": checked.plan.new(), "unchanged": checked.plan.unchanged}

    @property
    def report(self) -> Report:
        """What the last check found."""
        rows = json.loads(self.findings) if self.findings else {}
        return Report(*([Problem(*row) for row in rows.get(part, [])] for part in ("problems", "notes")))

    def forget(self) -> None:
        """Let go of the content; the row stays, to say what became of it."""
        self.packed = self.findings = None
