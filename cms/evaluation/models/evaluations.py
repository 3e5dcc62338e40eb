"""The evaluation of a year: open, at signature, closed for ever; a reopened year is another row."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.quotas.years import Year
from cms.units.models import UnitKind

from .refusals import EvaluationRefused

__all__ = ["EvaluatedKind", "Evaluation", "EvaluationRefused", "State"]


class State(models.TextChoices):
    OPEN = "open", _("open")
    AT_SIGNATURE = "at_signature", _("at signature")
    CLOSED = "closed", _("closed")
    DROPPED = "dropped", _("dropped")


FROZEN = (State.AT_SIGNATURE, State.CLOSED)


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def standing(self) -> Self:
        """All but those that were dropped."""
        return self.exclude(state=State.DROPPED)

    def in_force(self) -> Self:
        """Closed ones in whose place no later closed version stands."""
        return self.filter(state=State.CLOSED).exclude(reopenings__state=State.CLOSED)


class Evaluation(models.Model):
    """The criterion *tin, bài* of one year, for one kind of unit or several whose years begin on the same day.

    While it is open its figures live; sent to signature they are frozen in ``facts`` and in the rows of the units;
    closed, with number, symbol, day and signer as the office gave them, nothing of it changes any more: a trigger in
    the database sees to it. ``day`` is the local day up to which publications were counted.
    """

    first = models.DateField(_("first day of the year"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN)
    reopens = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="reopenings")
    reason = models.TextField(_("reason for reopening"), blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)

    day = models.DateField(_("figures up to"), null=True)
    facts = models.JSONField(_("facts"), null=True)
    letter = models.JSONField(_("letter"), null=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    frozen_at = models.DateTimeField(_("sent to signature at"), null=True)

    number = models.CharField(_("number"), max_length=20, blank=True)
    symbol = models.CharField(_("symbol"), max_length=50, blank=True)
    signed_on = models.DateField(_("date of signature"), null=True)
    signed_year = models.PositiveSmallIntegerField(_("year of signature"), null=True, editable=False)
    signer = models.CharField(_("signer"), max_length=200, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    closed_at = models.DateTimeField(_("closed at"), null=True)

    drop_reason = models.TextField(_("reason for dropping it"), blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    dropped_at = models.DateTimeField(_("dropped at"), null=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["-first", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["reopens"], condition=~Q(state="dropped"), name="evaluation_reopened_once"),
            models.UniqueConstraint(
                fields=["number", "symbol", "signed_year"],
                condition=Q(state="closed"),
                name="evaluation_number_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "dropped"], digest="", facts__isnull=True, day__isnull=True)
                | (Q(state__in=["at_signature", "closed"], facts__isnull=False, day__isnull=False) & ~Q(digest="")),
                name="evaluation_frozen_with_its_facts",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | (
                    ~Q(number="")
                    & ~Q(symbol="")
                    & ~Q(signer="")
                    & Q(signed_year__isnull=False, closed_at__isnull=False)
                ),
                name="evaluation_closed_by_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(reopens__isnull=True, version=1) | (~Q(reason="") & Q(reopens__isnull=False)),
                name="evaluation_reopened_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(drop_reason=""), name="evaluation_dropped_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year.label}, {self._meta.verbose_name} {self.version}"

    @property
    def year(self) -> Year:
        return Year(self.first)

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == State.CLOSED

    @property
    def is_frozen(self) -> bool:
        return self.state in FROZEN

    @property
    def kind_names(self) -> str:
        """The kinds that it is about, for people."""
        return ", ".join(row.kind.name for row in self.kinds.all())

    def is_over(self, on: dt.date) -> bool:
        """Whether the year has ended on a local day."""
        return self.year.end <= on


class EvaluatedKind(models.Model):
    """That an evaluation is about a kind: here the database sees to it that only one of a year and kind is open."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="kinds")
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="+")
    first = models.DateField(_("first day of the year"))
    version = models.PositiveSmallIntegerField(_("version"))
    is_running = models.BooleanField(_("not closed yet"), default=True)
    is_dropped = models.BooleanField(_("dropped"), default=False)

    class Meta:
        verbose_name = _("evaluated kind")
        ordering = ["kind__order", "kind__name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "kind"], name="evaluation_kind_once"),
            models.UniqueConstraint(
                fields=["kind", "first"], condition=Q(is_running=True), name="evaluation_one_open_a_year_and_kind"
            ),
            models.UniqueConstraint(
                fields=["kind", "first", "version"],
                condition=Q(is_dropped=False),
                name="evaluation_version_once_a_year_and_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.kind.name
