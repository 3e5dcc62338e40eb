"""Items by the month of publication: in all, by section, and by kind of unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import ExtractMonth
from django.utils.translation import gettext as _

from cms.units.models import PublicationSection, PublicationUnit

from .scope import MONTHS, kinds_to_choose

if TYPE_CHECKING:
    from cms.units.models.publications import PublicationQuerySet

    from .scope import Scope


@dataclass(frozen=True)
class Months:
    """Twelve numbers, January first, and what they are of."""

    label: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        """The sum of the year."""
        return sum(self.numbers)


@dataclass(frozen=True)
class ByMonth:
    """Items by month: ``rows`` each of a part, the largest first, and ``whole``, where each item is counted once.

    An item that stands in several sections, or in which several kinds took part, is counted in each of these rows.
    """

    rows: tuple[Months, ...]
    whole: Months


def by_section(scope: Scope) -> ByMonth:
    """Items by month and section, by the sections' names of the day; those in no section have a row too."""
    publications = scope.publications()
    rows = (
        PublicationSection.objects.filter(publication__in=publications)
        .annotate(month=ExtractMonth("publication__local_date"))
        .order_by()
        .values_list("name", "month")
        .annotate(number=Count("pk"))
    )
    of_sections = _grouped(rows)
    in_none = publications.filter(~Exists(PublicationSection.objects.filter(publication=OuterRef("pk"))))
    unsorted = _of_months(_("in no section"), _counted(in_none))
    found = [_of_months(name, months) for name, months in of_sections.items()]
    return ByMonth(_largest_first(found) + ((unsorted,) if unsorted.total else ()), _whole(scope))


def by_kind(scope: Scope) -> ByMonth:
    """Items by month and kind of unit, by the kind that the units had on the day."""
    rows = (
        PublicationUnit.objects.holding()
        .filter(publication__in=scope.publications())
        .annotate(month=ExtractMonth("publication__local_date"))
        .order_by()
        .values_list("kind_code", "month")
        .annotate(number=Count("publication", distinct=True))
    )
    names = kinds_to_choose()
    found = [_of_months(names.get(code, _("of no kind")), months) for code, months in _grouped(rows).items()]
    return ByMonth(_largest_first(found), _whole(scope))


def _whole(scope: Scope) -> Months:
    return _of_months(_("all items"), _counted(scope.publications()))


def _counted(publications: PublicationQuerySet) -> dict[int, int]:
    """The number of ``publications`` in each month."""
    months = publications.annotate(month=ExtractMonth("local_date"))
    return dict(months.order_by().values_list("month").annotate(number=Count("pk")))


def _grouped(rows: Iterable[tuple[str, int, int]]) -> dict[str, dict[int, int]]:
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for name, month, number in rows:
        found[name][month] = number
    return found


def _of_months(label: str, months: dict[int, int]) -> Months:
    return Months(label, tuple(months.get(month, 0) for month in MONTHS))


def _largest_first(rows: list[Months]) -> tuple[Months, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.total, row.label)))
