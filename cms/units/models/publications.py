"""The publication record: the one table of facts that everything is counted from.

It is written once per item by ``cms.news`` when the item first goes live, bears its own copy of what was
published, and is never edited; it can only be hidden for a while, or withdrawn with a reason.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.audit.written_once import WrittenOnce, WrittenOnceQuerySet

from .contributors import Contributor
from .units import Unit

if TYPE_CHECKING:
    from cms.accounts.models import User

_Row = TypeVar("_Row", bound=models.Model)


class PublicationRefused(PermissionDenied):
    """A change of the publication record, or a publication, that the rules forbid."""


class Channel(models.TextChoices):
    PORTAL = "portal", _("portal")
    FACEBOOK_GROUP = "facebook_group", _("Facebook group")


class Origin(models.TextChoices):
    OWN = "own", _("own item")
    REPOSTED = "reposted", _("reposted from another source")


class Stage(models.TextChoices):
    UNIT = "unit", _("the unit's approval")
    BOARD = "board", _("the editorial board's approval")


class ApprovalMeans(models.TextChoices):
    PORTAL = "portal", _("on the portal")
    SIGNED_SHEET = "signed_sheet", _("on a signed sheet")
    MESSAGE = "message", _("by a message of the unit")


class PublicationQuerySet(WrittenOnceQuerySet["Publication"]):
    def standing(self) -> Self:
        """Publications that count today: neither withdrawn nor hidden."""
        return self.filter(withdrawn_at__isnull=True, hidden_at__isnull=True)

    def up_to(self, day: dt.date) -> Self:
        """Publications of a local day or before."""
        return self.filter(local_date__lte=day)


class Recorded(WrittenOnce):
    """A row of the record: written once, never edited or deleted."""

    refusal = PublicationRefused
    edit_refused = _("The publication record cannot be edited.")
    delete_refused = _("The publication record cannot be deleted.")

    class Meta:
        abstract = True


class Publication(Recorded):
    """That an item was published, when, by whom, for whom, and as what."""

    item_key = models.UUIDField(_("item key"), unique=True, editable=False)
    page = models.OneToOneField(Page, on_delete=models.SET_NULL, null=True, related_name="publication", editable=False)
    headline = models.CharField(_("headline"), max_length=255)
    address = models.CharField(_("address"), max_length=1000)
    genre_code = models.CharField(_("genre code"), max_length=50)
    genre_name = models.CharField(_("genre"), max_length=200)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, default=Channel.PORTAL)
    origin = models.CharField(_("origin"), max_length=20, choices=Origin, default=Origin.OWN)
    published_at = models.DateTimeField(_("published at"))
    local_date = models.DateField(_("date of publication"), db_index=True)
    unit_approved_on = models.DateField(_("date of the unit's approval"), db_index=True)
    event_date = models.DateField(_("date of the event"), null=True)
    submitted_at = models.DateTimeField(_("first handed in at"), null=True)
    returns = models.PositiveSmallIntegerField(
        _("returns"), default=0, help_text=_("How often it was returned to be mended before it was published.")
    )
    imported_by = models.ForeignKey(
        "units.PublicationImport", on_delete=models.PROTECT, null=True, related_name="publications", editable=False
    )
    was_paid = models.BooleanField(
        _("paid before"), null=True, help_text=_("Of imported publications: whether the royalty was paid outside.")
    )
    content = models.JSONField(_("published content"))
    digest = models.CharField(_("digest"), max_length=64)

    hidden_at = models.DateTimeField(_("hidden since"), null=True, editable=False)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    hidden_reason = models.TextField(_("reason for hiding"), blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    withdrawal_reason = models.TextField(_("reason for withdrawal"), blank=True, editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
                name="units_withdrawal_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def is_standing(self) -> bool:
        """Whether the item may be seen and counted: neither withdrawn nor hidden."""
        return self.withdrawn_at is None and self.hidden_at is None

    def hide(self, *, by: User, reason: str) -> None:
        """Set the publication aside while something is checked: counts and money wait.

        Raises ``PublicationRefused`` if it is withdrawn, hidden already, or without a reason.
        """
        if not self.is_standing or not reason.strip():
            raise PublicationRefused(_t("Only an item that stands on the portal can be hidden, with a reason."))
        self._mark(hidden_at=timezone.now(), hidden_by=by, hidden_reason=reason)

    def show(self) -> None:
        """End the hiding: the publication counts again, in its own period."""
        if self.withdrawn_at is not None or self.hidden_at is None:
            raise PublicationRefused(_t("Only a hidden item can be shown again."))
        self._mark(hidden_at=None, hidden_by=None, hidden_reason="")

    def withdraw(self, *, by: User, reason: str) -> None:
        """Withdraw the publication for cause, for ever.

        Raises ``PublicationRefused`` if it is withdrawn already or without a reason.
        """
        if self.withdrawn_at is not None or not reason.strip():
            raise PublicationRefused(_t("An item is withdrawn once, for ever, and with a reason."))
        self._mark(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawal_reason=reason)

    def _mark(self, **fields: Any) -> None:
        models.QuerySet(Publication).filter(pk=self.pk).update(**fields)
        for name, value in fields.items():
            setattr(self, name, value)


class PublicationSection(Recorded):
    """A section in which the item stood when it was first published, as it was called on that day."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="sections")
    name = models.CharField(_("section"), max_length=255)

    objects = WrittenOnceQuerySet["PublicationSection"].as_manager()

    class Meta:
        verbose_name = _("section")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["publication", "name"], name="units_section_once_a_publication")]

    def __str__(self) -> str:
        return self.name


class PublicationAmendment(Recorded):
    """That the record said a wrong unit, author or share: by whom it was mended, when and why.

    What the amendment says are the rows that refer to it; what it replaces stays readable. Figures not yet frozen,
    and entries not yet paid, follow it.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="amendments")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("amended at"), auto_now_add=True)

    objects = WrittenOnceQuerySet["PublicationAmendment"].as_manager()

    class Meta:
        verbose_name = _("amendment of the record")
        verbose_name_plural = _("amendments of the record")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="units_amendment_has_a_reason")]

    def __str__(self) -> str:
        return str(self.publication)


class AmendableQuerySet(WrittenOnceQuerySet[_Row]):
    def holding(self) -> Self:
        """The rows that hold: those that no amendment has superseded."""
        return self.filter(superseded_by__isnull=True)


class Amendable(Recorded):
    """A row of the record in whose place an amendment may put others: it stays, superseded."""

    amendment = models.ForeignKey(
        PublicationAmendment, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    superseded_by = models.ForeignKey(
        PublicationAmendment, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class PublicationUnitQuerySet(AmendableQuerySet["PublicationUnit"]):
    def counting(self, day: dt.date | None = None) -> Self:
        """What counts for quotas, of publications up to a local day (of all if none is given).

        Own items on the portal that are neither withdrawn nor hidden now, for the units for which they count.
        """
        counted = self.holding().filter(
            counts=True,
            publication__origin=Origin.OWN,
            publication__channel=Channel.PORTAL,
            publication__withdrawn_at__isnull=True,
            publication__hidden_at__isnull=True,
        )
        return counted if day is None else counted.filter(publication__local_date__lte=day)


class PublicationUnit(Amendable):
    """A unit that took part, as it was called on that day, and whether the item counts for it."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="publications")
    name = models.CharField(_("name"), max_length=255)
    kind_code = models.CharField(_("kind code"), max_length=50)
    kind_name = models.CharField(_("kind"), max_length=200)
    counts = models.BooleanField(_("counts for the quota"), default=True)

    objects = PublicationUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("participating unit")
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "unit"],
                condition=Q(superseded_by__isnull=True),
                name="units_unit_once_a_publication",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PublicationByline(Amendable):
    """A by-line as printed, with the contributor behind it, their role and share (in parts, not per cent)."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="bylines")
    contributor = models.ForeignKey(Contributor, on_delete=models.PROTECT, null=True, related_name="publications")
    byline = models.CharField(_("by-line"), max_length=200)
    role = models.CharField(_("role"), max_length=20)
    share = models.PositiveSmallIntegerField(_("share"), default=1)

    objects = AmendableQuerySet["PublicationByline"].as_manager()

    class Meta:
        verbose_name = _("by-line")

    def __str__(self) -> str:
        return self.byline


class PublicationApproval(Recorded):
    """Who approved the published content at a stage: when, in which role, by which means."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="approvals")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=200)
    means = models.CharField(_("means"), max_length=20, choices=ApprovalMeans, default=ApprovalMeans.PORTAL)
    approved_at = models.DateTimeField(_("approved at"))
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("approval")

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.name}"
