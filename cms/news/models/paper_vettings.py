"""Vetting on paper: the signed sheet or message of a unit that has nobody to vet its news on the portal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.accounts.fields import SealedCharField
from cms.audit.written_once import WrittenOnceQuerySet
from cms.news.paper.files import content_type_of, papers, place_of
from cms.news.refusals import ActRefused
from cms.photos.digests import digests_of
from cms.photos.names import LONGEST_NAME, display_name
from cms.units.days import today
from cms.units.models import ApprovalMeans
from cms.vietnamese.text import is_blank

from .approvals import Evidence, keep

if TYPE_CHECKING:
    from cms.accounts.models import User

PAPER_MEANS = [means for means in ApprovalMeans.choices if means[0] != ApprovalMeans.PORTAL]
# An earlier day is the slip of a pen in the year rather than a vetting.
OLDEST_DAYS = 366


class Outcome(models.TextChoices):
    OPEN = "", _("waits for a second person")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused")
    TAKEN_BACK = "taken_back", _("taken back")


class PaperVettingQuerySet(WrittenOnceQuerySet["PaperVetting"]):
    def waiting(self) -> Self:
        """Those that no second person has decided on."""
        return self.filter(outcome=Outcome.OPEN)


class PaperVetting(Evidence):
    """That a unit vetted exactly this content on paper: who, in which position, on which day, shown by a file.

    One person of the province enters it, another confirms it; a row is decided once and never changes otherwise.
    """

    page = models.ForeignKey("news.NewsPage", on_delete=keep, related_name="paper_vettings")
    digest = models.CharField(_("digest"), max_length=64)
    means = models.CharField(_("how the unit approved"), max_length=20, choices=PAPER_MEANS)
    approver_name = models.CharField(_("who approved for the unit"), max_length=200)
    approver_position = models.CharField(_("position"), max_length=200)
    vetted_on = models.DateField(_("date on the paper"))
    sender = SealedCharField(_("sent from (address or number)"), max_length=254, null=True, blank=True)
    file = models.FileField(_("scan or photo"), storage=papers, upload_to=place_of)
    file_name = models.CharField(_("name of the file"), max_length=LONGEST_NAME, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)

    objects = PaperVettingQuerySet.as_manager()

    class Meta:
        verbose_name = _("vetting on paper")
        verbose_name_plural = _("vettings on paper")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(outcome=""), name="news_one_paper_waits"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(outcome="taken_back") | ~Q(decided_by=F("entered_by")),
                name="news_paper_needs_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(outcome="taken_back", decided_at__isnull=False)
                | Q(outcome="confirmed", decided_by__isnull=False, decided_at__isnull=False)
                | (Q(outcome="refused", decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="")),
                name="news_paper_is_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_means_display()}: {self.approver_name}"

    @property
    def content_type(self) -> str:
        """The MIME type of the file, by the extension that was checked when it came in."""
        return content_type_of(self.file.name or "") or "application/octet-stream"

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        for name in ("approver_name", "approver_position"):
            if is_blank(getattr(self, name) or ""):
                errors[name] = _t("Write it as it stands on the paper.")
        if self.vetted_on is not None and (refusal := _refusal_of_day(self.vetted_on)):
            errors["vetted_on"] = refusal
        if self.means == ApprovalMeans.MESSAGE and is_blank(self.sender or ""):
            errors["sender"] = _t("Write the address or number from which the unit's message came.")
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new vetting with the name and digest of its file."""
        if self._state.adding:
            self.file_name = display_name(self.file.name or "")
            self.sha256 = digests_of(self.file).sha256
            if self.means != ApprovalMeans.MESSAGE:
                self.sender = None
        super().save(*args, **kwargs)

    def decide(self, outcome: Outcome, *, by: User | None, reason: str = "") -> None:
        """Close the vetting, once; raises ``ActRefused`` if it is closed already."""
        fields = {"outcome": outcome, "decided_by": by, "decided_at": timezone.now(), "reason": reason}
        if not models.QuerySet(PaperVetting).filter(pk=self.pk, outcome=Outcome.OPEN).update(**fields):
            raise ActRefused(_t("The paper has been decided on already: look at the item as it is now."))
        for name, value in fields.items():
            setattr(self, name, value)


def _refusal_of_day(day: dt.date) -> str | None:
    if day > today():
        return _t("The day has not come yet: write the date on the paper.")
    if day < today() - dt.timedelta(days=OLDEST_DAYS):
        return _t("That is more than a year ago: check the year.")
    return None
