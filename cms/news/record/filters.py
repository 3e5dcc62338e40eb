"""What a reader of the record can ask for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cms.units.models import (
    Origin,
    Publication,
    PublicationAmendment,
    PublicationByline,
    PublicationUnit,
    Unit,
    UnitKind,
)
from cms.vietnamese.text import fold

from .unit_forms import units_known_on

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

# Days beyond these are slips of the pen.
_FIRST, _LAST = dt.date(1990, 1, 1), dt.date(2200, 1, 1)
_DAY: dict[str, Any] = {
    "widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    "input_formats": ["%Y-%m-%d", "%d/%m/%Y"],
    "validators": [MinValueValidator(_FIRST), MaxValueValidator(_LAST)],
}
STANDING, HIDDEN, WITHDRAWN, AMENDED = "standing", "hidden", "withdrawn", "amended"
_STATES = [
    (STANDING, _("stands on the portal")),
    (HIDDEN, _("hidden")),
    (WITHDRAWN, _("withdrawn")),
    (AMENDED, _("amended in the record")),
]
_SOURCES = [("desk", _("published on this portal")), ("imported", _("imported from the old portal"))]


def _all_units(request: HttpRequest | None) -> QuerySet[Unit]:
    return units_known_on(dt.date.max)


class _UnitField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, unit: Unit) -> str:
        return unit.day_name


class _UnitFilter(django_filters.ModelChoiceFilter):
    field_class = _UnitField


class RecordFilterSet(django_filters.FilterSet):
    """By unit and kind (as the record says them), days, author, headline, state, origin and source."""

    headline = django_filters.CharFilter(label=_("Headline"), lookup_expr="icontains")
    unit = _UnitFilter(label=_("Unit"), queryset=_all_units, method="of_unit", empty_label=_("All"))
    kind = django_filters.ModelChoiceFilter(
        label=_("Kind"), queryset=UnitKind.objects.all(), method="of_kind", empty_label=_("All")
    )
    first = django_filters.DateFilter(label=_("From day"), field_name="local_date", lookup_expr="gte", **_DAY)
    last = django_filters.DateFilter(label=_("To day"), field_name="local_date", lookup_expr="lte", **_DAY)
    author = django_filters.CharFilter(label=_("Author"), method="by_author")
    state = django_filters.ChoiceFilter(label=_("State"), choices=_STATES, method="in_state", empty_label=_("All"))
    origin = django_filters.ChoiceFilter(label=_("Origin"), choices=Origin.choices, empty_label=_("All"))
    source = django_filters.ChoiceFilter(
        label=_("Entered"), choices=_SOURCES, method="from_source", empty_label=_("All")
    )

    class Meta:
        model = Publication
        fields: list[str] = []

    def of_unit(self, publications: QuerySet, name: str, unit: Unit) -> QuerySet:
        return publications.filter(Exists(_rows(PublicationUnit).filter(unit=unit)))

    def of_kind(self, publications: QuerySet, name: str, kind: UnitKind) -> QuerySet:
        return publications.filter(Exists(_rows(PublicationUnit).filter(kind_code=kind.code)))

    def by_author(self, publications: QuerySet, name: str, typed: str) -> QuerySet:
        """Publications with a by-line that has every word typed, with or without diacritics."""
        words = fold(typed).split()
        names = PublicationByline.objects.holding().order_by().values_list("byline", flat=True).distinct()
        found = [byline for byline in names if all(word in fold(byline) for word in words)]
        return publications.filter(Exists(_rows(PublicationByline).filter(byline__in=found)))

    def in_state(self, publications: Any, name: str, state: str) -> QuerySet:
        if state == STANDING:
            return publications.standing()
        if state == HIDDEN:
            return publications.filter(hidden_at__isnull=False, withdrawn_at__isnull=True)
        if state == WITHDRAWN:
            return publications.filter(withdrawn_at__isnull=False)
        return publications.filter(Exists(PublicationAmendment.objects.filter(publication=OuterRef("pk"))))

    def from_source(self, publications: QuerySet, name: str, source: str) -> QuerySet:
        return publications.filter(imported_by__isnull=source != "imported")


def _rows(model: Any) -> QuerySet:
    return model.objects.holding().filter(publication=OuterRef("pk"))
