"""Days and the spans in which something holds: local days, the first included, the last not."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

_Row = TypeVar("_Row", bound=models.Model)


def today() -> dt.date:
    """The local day in the federation's time zone."""
    return timezone.localdate()


class DatedQuerySet(models.QuerySet[_Row]):
    """Rows that hold from one day to another: ``valid_from <= day < valid_to``."""

    def standing(self) -> Self:
        """The rows that hold at all, on whatever day: those that no correction has superseded."""
        return self.filter(superseded_at__isnull=True)

    def on(self, day: dt.date | None = None) -> Self:
        """The standing rows that hold on a local day (today if none is given)."""
        day = day or today()
        return self.standing().filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)

    def from_day(self, day: dt.date) -> Self:
        """The standing rows that hold on a local day or on some day after it."""
        return self.standing().filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Dated(models.Model):
    """Something that holds from ``valid_from`` up to, not including, ``valid_to`` (local days).

    A row with ``superseded_at`` (UTC) holds on no day any more: a later record stands in its place. It stays readable.
    """

    valid_from = models.DateField(_("valid from"), default=today)
    valid_to = models.DateField(
        _("valid to"),
        null=True,
        blank=True,
        help_text=_("The first day on which it no longer holds; empty: until further notice."),
    )
    superseded_at = models.DateTimeField(_("superseded at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_days_in_order",
                violation_error_message=_("The last day must come after the first day."),
            )
        ]

    def holds_on(self, day: dt.date) -> bool:
        """Whether this holds on a local day."""
        is_within = self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
        return is_within and self.superseded_at is None

    def overlaps(self, other: Dated) -> bool:
        """Whether some day lies in both spans; a superseded row shares no day with anything."""
        if self.superseded_at is not None or other.superseded_at is not None:
            return False
        starts_before_end = other.valid_to is None or self.valid_from < other.valid_to
        return starts_before_end and (self.valid_to is None or other.valid_from < self.valid_to)


def refuse_overlaps(rows: list[Dated]) -> None:
    """Raise ``ValidationError`` if two of ``rows`` hold on the same day."""
    ordered = sorted((row for row in rows if row.superseded_at is None), key=lambda row: row.valid_from)
    for earlier, later in itertools.pairwise(ordered):
        if earlier.overlaps(later):
            raise ValidationError(
                _("The entries from %(first)s and %(second)s overlap: end the first before the second begins."),
                params={
                    "first": earlier.valid_from.strftime("%d/%m/%Y"),
                    "second": later.valid_from.strftime("%d/%m/%Y"),
                },
                code="overlap",
            )


def uncovered(first: dt.date, end: dt.date | None, rows: list[Dated]) -> list[tuple[dt.date, dt.date | None]]:
    """The spans between two local days (``end`` not included; None: for ever) in which none of ``rows`` holds."""
    spans: list[tuple[dt.date, dt.date | None]] = []
    at: dt.date = first
    for row in sorted((row for row in rows if row.superseded_at is None), key=lambda row: row.valid_from):
        if end is not None and row.valid_from >= end:
            break
        if row.valid_from > at:
            spans.append((at, row.valid_from))
        if row.valid_to is None:
            return spans
        at = max(at, row.valid_to)
    if end is None or at < end:
        spans.append((at, end))
    return spans
