"""What units were reminded of, to whom it was told, who has seen it, and what the board was told of it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.audit.written_once import WrittenOnce, WrittenOnceQuerySet
from cms.quotas.periods import Period, PeriodKind
from cms.units.models import Unit


class ReminderRefused(PermissionDenied):
    """A change of what was sent."""


class Occasion(models.TextChoices):
    """Why a unit is reminded."""

    DUE_SOON = "due_soon", _("the period ends soon")
    MISSED = "missed", _("the period is over")


class Sent(WrittenOnce):
    """A row on what went out: written once, never edited or deleted."""

    refusal = ReminderRefused
    edit_refused = _("What was sent cannot be changed.")
    delete_refused = _("What was sent cannot be deleted.")

    class Meta:
        abstract = True


class ReminderQuerySet(WrittenOnceQuerySet["Reminder"]):
    def newest_first(self) -> ReminderQuerySet:
        """The latest sent first, in a steady order."""
        return self.order_by("-sent_at", "-pk")


class Reminder(Sent):
    """That a unit was reminded of a period: once for each unit and occasion, whatever runs and how often.

    ``owed`` and ``published`` are the figures of that moment. ``message`` is what was sent: paragraphs between blank
    lines, the last of which holds the links.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reminders", verbose_name=_("unit"))
    unit_name = models.CharField(_("name of the unit"), max_length=255)
    occasion = models.CharField(_("occasion"), max_length=20, choices=Occasion)
    period_kind = models.CharField(_("kind of period"), max_length=20, choices=PeriodKind)
    period_first = models.DateField(_("first day of the period"))
    owed = models.PositiveSmallIntegerField(_("owed"))
    published = models.PositiveSmallIntegerField(_("published"))
    sent_at = models.DateTimeField(_("sent at"), db_index=True)
    local_date = models.DateField(_("day"), db_index=True)
    subject = models.CharField(_("subject"), max_length=500)
    message = models.TextField(_("message"))

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "occasion", "period_kind", "period_first"], name="quotas_reminded_once_an_occasion"
            ),
            models.UniqueConstraint(fields=["unit", "local_date"], name="quotas_one_reminder_a_unit_and_day"),
            models.CheckConstraint(condition=Q(published__lt=F("owed")), name="quotas_only_who_is_behind_is_reminded"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.period.label}"

    @property
    def period(self) -> Period:
        """The period that it is about."""
        return Period(self.period_first, PeriodKind(self.period_kind))

    @property
    def text(self) -> str:
        """The message without its links, for where they stand as buttons."""
        return self.message.rpartition("\n\n")[0]

    @property
    def by_mail(self) -> bool:
        """Whether it went to somebody by e-mail; if not, it has to be passed on."""
        return any(recipient.by_mail for recipient in self.recipients.all())

    @property
    def is_seen(self) -> bool:
        """Whether somebody of the unit has opened it."""
        return bool(self.sightings.all())


class ReminderRecipient(Sent):
    """A person to whom a reminder was addressed, as they were called and what they did in the unit that day."""

    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="recipients")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # As long as a family name and a first name can be together.
    name = models.CharField(_("name"), max_length=301)
    role = models.CharField(_("role"), max_length=200)
    by_mail = models.BooleanField(
        _("by e-mail"), help_text=_("Whether the person had an e-mail address; if not, it had to be passed on.")
    )

    objects = WrittenOnceQuerySet["ReminderRecipient"].as_manager()

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reminder", "user"], name="quotas_recipient_once_a_reminder")]

    def __str__(self) -> str:
        return self.name


class ReminderSighting(Sent):
    """A person of the unit opened a reminder for the first time; the moment is UTC."""

    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="sightings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(_("seen at"), auto_now_add=True)

    objects = WrittenOnceQuerySet["ReminderSighting"].as_manager()

    class Meta:
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")
        ordering = ["seen_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["reminder", "user"], name="quotas_reminder_seen_once")]

    def __str__(self) -> str:
        return f"{self.reminder_id}: {self.user_id}"


class ReminderDigest(Sent):
    """That the board was told what went out: at most once a local day. It covers what no earlier one did."""

    local_date = models.DateField(_("day"), unique=True)
    sent_at = models.DateTimeField(_("sent at"))
    first = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="+")
    last = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="+")

    objects = WrittenOnceQuerySet["ReminderDigest"].as_manager()

    class Meta:
        verbose_name = _("digest of reminders")
        verbose_name_plural = _("digests of reminders")
        ordering = ["-local_date"]

    def __str__(self) -> str:
        return f"{self.local_date:%d/%m/%Y}"

    def covered(self) -> ReminderQuerySet:
        """The reminders that it tells of, in the order in which they were sent."""
        return Reminder.objects.filter(pk__gte=self.first_id, pk__lte=self.last_id).order_by("pk")
