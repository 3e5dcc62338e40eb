"""What counts and on which day: the rows behind every figure, and their numbers by unit and span of days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from cms.quotas.models import CountingDay
from cms.quotas.years import Year
from cms.units.models import PublicationUnit, UnitVersion

from .spans import SpanNumber

Numbers = dict[int, list[int]]

_PUBLISHED_ON = "publication__local_date"
_APPROVED_ON = "publication__unit_approved_on"


def counts_by_approval() -> Exists:
    """Whether the rule in force on the day of first publication lets the day of the unit's approval count.

    It is the rule for what the unit was on that day; for a unit that was gone by then, for what it was at last.
    """
    published = OuterRef(_PUBLISHED_ON)
    later = UnitVersion.objects.standing().filter(unit=OuterRef("unit"), valid_from__gte=OuterRef("valid_to"))
    last = UnitVersion.objects.standing().filter(~Exists(later), valid_to__isnull=False).values("pk")
    versions = UnitVersion.objects.standing().filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=published) | Q(pk__in=last),
        unit=OuterRef("unit"),
        valid_from__lte=published,
    )
    members = Coalesce(F("size"), 0)
    return Exists(
        versions.alias(members=members).filter(
            Q(kind__quota_rules__valid_to__isnull=True) | Q(kind__quota_rules__valid_to__gt=published),
            Q(kind__quota_rules__min_size__isnull=True) | Q(kind__quota_rules__min_size__lte=F("members")),
            Q(kind__quota_rules__max_size__isnull=True) | Q(kind__quota_rules__max_size__gte=F("members")),
            kind__quota_rules__superseded_at__isnull=True,
            kind__quota_rules__counting_day=CountingDay.APPROVAL,
            kind__quota_rules__valid_from__lte=published,
        )
    )


def counted_rows(first: dt.date, end: dt.date, day: dt.date) -> QuerySet[PublicationUnit]:
    """What counts in the local days from ``first`` up to, not including, ``end``, as of ``day``.

    Each row says as ``counted_on`` which day counts for it.
    """
    by_approval = counts_by_approval()
    published = Q(publication__local_date__gte=first, publication__local_date__lt=end)
    approved = Q(publication__unit_approved_on__gte=first, publication__unit_approved_on__lt=end)
    counted_on = Case(When(by_approval, then=F(_APPROVED_ON)), default=F(_PUBLISHED_ON), output_field=DateField())
    rows = PublicationUnit.objects.counting(day).filter(published & ~Q(by_approval) | approved & Q(by_approval))
    return rows.annotate(counted_on=counted_on)


def counted(unit_id: int, first: dt.date, end: dt.date, day: dt.date) -> QuerySet[PublicationUnit]:
    """The rows that a cell counts for a unit: local days from ``first`` up to, not including, ``end``; as of ``day``.

    The earliest first, each with its publication and, as ``counted_on``, the day that counts.
    """
    rows = counted_rows(first, end, day).filter(unit=unit_id).select_related("publication")
    return rows.order_by(F("counted_on"), "publication__published_at", "pk")


def counted_in_year(year: Year, day: dt.date, units: Collection[int] | None = None) -> QuerySet[PublicationUnit]:
    """The rows behind ``total_published`` of every unit, or of the named ones; each with its ``counted_on``."""
    rows = counted_rows(year.first, year.end, day)
    return rows if units is None else rows.filter(unit__in=units)


def numbers_between(cuts: Sequence[dt.date], day: dt.date, by_approval: bool, units: Collection[int] | None) -> Numbers:
    """How many items count for each unit in each span between two neighbouring local days of ``cuts``.

    One statement; a second one if some rule lets the day of approval count.
    """
    rows = PublicationUnit.objects.counting(day)
    if units is not None:
        rows = rows.filter(unit__in=units)
    numbers: Numbers = defaultdict(lambda: [0] * (len(cuts) - 1))
    spans = rows.filter(_within(_PUBLISHED_ON, cuts)).annotate(span=SpanNumber(_PUBLISHED_ON, cuts))
    for unit, span, number in spans.values_list("unit_id", "span").annotate(number=Count("*")):
        numbers[unit][span] += number
    if by_approval:
        _move_to_approval(numbers, rows, cuts)
    return numbers


def _move_to_approval(numbers: Numbers, rows: QuerySet[PublicationUnit], cuts: Sequence[dt.date]) -> None:
    """Take what counts by the day of approval from the span of its publication to that of its approval."""
    near = _within(_PUBLISHED_ON, cuts) | _within(_APPROVED_ON, cuts)
    # A span before the first of the cuts and one after the last: only one of the two days need lie between them.
    around = [dt.date.min, *cuts, dt.date.max]
    days = rows.annotate(published=SpanNumber(_PUBLISHED_ON, around), approved=SpanNumber(_APPROVED_ON, around))
    moved = days.filter(near, ~Q(published=F("approved")), counts_by_approval())
    for unit, *spans, number in moved.values_list("unit_id", "published", "approved").annotate(number=Count("*")):
        for span, change in zip(spans, (-number, number), strict=True):
            if 0 < span < len(cuts):
                numbers[unit][span - 1] += change


def _within(counted_on: str, cuts: Sequence[dt.date]) -> Q:
    return Q(**{f"{counted_on}__gte": cuts[0], f"{counted_on}__lt": cuts[-1]})
