"""A table of points as the office enters it: a group of fields to each part, bands as rows of two numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.evaluation.models import PointsTable
from cms.evaluation.terms import (
    Band,
    EachWithLimit,
    GenreTerms,
    GoneUnits,
    NumberTerms,
    OwingNothing,
    Part,
    ShareTerms,
    Terms,
    TimelinessTerms,
)
from cms.news.models import Genre

from .part_fields import BANDED, BANDS, HELP, initial_of_part, own_fields, points_field
from .series import SeriesForm


class PointsForm(SeriesForm):
    """The whole table; every refusal stands at its field. ``row`` gives the table, not stored yet."""

    maximum = points_field(_("Points of the criterion, at most"))
    owing_nothing = forms.ChoiceField(
        label=_("Units that owe no item"), choices=OwingNothing.choices, widget=forms.RadioSelect
    )
    gone_units = forms.ChoiceField(
        label=_("Units gone by the year's last day"), choices=GoneUnits.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.genres = list(Genre.objects.values_list("code", "name"))
        self.fields["maximum"].required = True
        for name, field in self._part_fields():
            self.fields[name] = field

    def _part_fields(self) -> Iterator[tuple[str, forms.Field]]:
        for part in Part:
            yield f"use_{part.value}", forms.BooleanField(label=_("This part applies"), required=False)
            for name, field in own_fields(part, self.genres):
                yield f"{part.value}_{name}", field

    def groups(self) -> Iterator[dict[str, Any]]:
        """The parts for the template: each with its switch, its fields, and its bands as pairs of fields."""
        for part in Part:
            names = [name for name, _field in own_fields(part, self.genres)]
            pairs = [(self._of(part, f"bound_{n}"), self._of(part, f"gives_{n}")) for n in range(BANDS)]
            yield {
                "part": part,
                "help": HELP[part],
                "switch": self[f"use_{part.value}"],
                "fields": [self._of(part, name) for name in names if not name.startswith(("bound_", "gives_"))],
                "bands": pairs if part in BANDED else [],
                "bound": BANDED.get(part, ""),
            }

    def _of(self, part: Part, name: str) -> BoundField | None:
        full = f"{part.value}_{name}"
        return self[full] if full in self.fields else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [part for part in Part if cleaned.get(f"use_{part.value}")]
        if not chosen:
            self.add_error(None, _t("Choose at least one part that applies."))
        for part in chosen:
            self._check(part)
        return cleaned

    def _check(self, part: Part) -> None:
        if part in BANDED:
            self._check_bands(part)
        needed = {Part.ABOVE: ["each", "limit"], Part.RETURNS: ["each", "limit"], Part.GENRES: ["limit"]}
        for name in needed.get(part, []):
            self._need(part, name)
        if part is Part.GENRES and not self._genre_points():
            self.add_error(f"{part.value}_limit", _t("Give points to at least one genre."))

    def _check_bands(self, part: Part) -> None:
        for number in range(BANDS):
            bound, gives = self._value(part, f"bound_{number}"), self._value(part, f"gives_{number}")
            if (bound is None) != (gives is None):
                self.add_error(f"{part.value}_gives_{number}", _t("A band needs both numbers."))
        bounds = [band.bound for band in self._bands(part)]
        if len(set(bounds)) < len(bounds):
            self.add_error(f"{part.value}_bound_0", _t("Two bands have the same bound."))
        if not bounds and part in (Part.PERIODS, Part.TOTAL):
            self._need(part, "points")
        elif not bounds:
            self.add_error(f"{part.value}_bound_0", _t("Enter at least one band."))

    def _need(self, part: Part, name: str) -> None:
        field = f"{part.value}_{name}"
        if self._value(part, name) is None and field not in self.errors:
            self.add_error(field, _t("This part needs a number here."))

    def _value(self, part: Part, name: str) -> Decimal | None:
        return self.cleaned_data.get(f"{part.value}_{name}")

    def _number(self, part: Part, name: str) -> Decimal:
        return self._value(part, name) or Decimal(0)

    def _bands(self, part: Part) -> tuple[Band, ...]:
        pairs = [(self._value(part, f"bound_{n}"), self._value(part, f"gives_{n}")) for n in range(BANDS)]
        whole = [Band(bound, gives) for bound, gives in pairs if bound is not None and gives is not None]
        return tuple(sorted(whole, key=lambda band: band.bound))

    def _genre_points(self) -> tuple[tuple[str, Decimal], ...]:
        found = ((code, self._value(Part.GENRES, f"each_{code}")) for code, _name in self.genres)
        return tuple(sorted((code, points) for code, points in found if points))

    def _read(self, part: Part) -> Any:
        if part in (Part.PERIODS, Part.TOTAL):
            return ShareTerms(self._number(part, "points"), self._bands(part))
        if part is Part.TIMELINESS:
            return TimelinessTerms(self._bands(part), self._number(part, "unmeasured"))
        if part is Part.NUMBER:
            return NumberTerms(self._bands(part))
        if part is Part.GENRES:
            return GenreTerms(self._genre_points(), self._number(part, "limit"))
        return EachWithLimit(self._number(part, "each"), self._number(part, "limit"))

    def terms(self) -> Terms:
        """The table as it was entered; of a valid form only."""
        chosen = self.cleaned_data
        parts = {part.value: self._read(part) for part in Part if chosen.get(f"use_{part.value}")}
        return Terms(
            maximum=chosen["maximum"],
            owing_nothing=OwingNothing(chosen["owing_nothing"]),
            gone_units=GoneUnits(chosen["gone_units"]),
            **parts,
        )

    def row(self) -> PointsTable:
        """The table that was entered, not stored yet."""
        chosen = self.cleaned_data
        given = {name: chosen[name] for name in ("kind", "valid_from", "source") if name in chosen}
        return PointsTable(plain_terms=self.terms().as_json(), **given)

    @staticmethod
    def initial_of(row: PointsTable) -> dict[str, Any]:
        """The form filled in as a table says."""
        terms = row.terms
        initial: dict[str, Any] = {
            "source": "" if row.is_sample else row.source,
            "maximum": terms.maximum,
            "owing_nothing": terms.owing_nothing,
            "gone_units": terms.gone_units,
        }
        for part in terms.parts:
            initial[f"use_{part.value}"] = True
            for name, value in initial_of_part(getattr(terms, part.value)):
                initial[f"{part.value}_{name}"] = value
        return initial
