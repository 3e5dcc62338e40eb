"""The units of a publication as an amendment's form asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.units.amending import Participation
from cms.units.forms.fields import PickOne
from cms.units.models import Unit, UnitVersion

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from cms.units.models import Publication

COUNTS, TOOK_PART, ABSENT = "counts", "took_part", "absent"


def _parts(may_count: bool) -> list[tuple[str, Any]]:
    """How a unit may have taken part."""
    counts = [(COUNTS, _("took part, and it counts"))] if may_count else []
    return [*counts, (TOOK_PART, _("took part, and it does not count"))]


def units_known_on(day: dt.date) -> QuerySet[Unit]:
    """The units that live on a local day or lived before it, with the name that they bear or bore last; by name."""
    begun = UnitVersion.objects.standing().filter(unit=OuterRef("pk"), valid_from__lte=day).order_by("-valid_from")
    parent = UnitVersion.objects.standing().filter(unit=OuterRef("day_parent"), valid_from__lte=day)
    return (
        Unit.objects.filter(Exists(begun))
        .annotate(day_name=Subquery(begun.values("name")[:1]), day_parent=Subquery(begun.values("parent")[:1]))
        .annotate(day_parent_name=Subquery(parent.order_by("-valid_from").values("name")[:1]))
        .order_by("day_name", "pk")
    )


class KnownUnitField(forms.ModelChoiceField):
    """One of the units that can have taken part on a day."""

    widget = PickOne

    def label_from_instance(self, unit: Unit) -> str:
        parent = getattr(unit, "day_parent_name", None)
        return f"{unit.day_name} ({parent})" if parent else unit.day_name


class StandingUnitForm(forms.Form):
    """A unit that the record names: whether it took part, and whether it counts. Said of each, never left open."""

    use_required_attribute = False

    def __init__(self, data: Any, row: Participation, *, day: dt.date, may_count: bool) -> None:
        self.unit = row.unit
        part = COUNTS if row.counts else TOOK_PART
        super().__init__(data, initial={"part": part}, prefix=f"unit-{row.unit.pk}")
        self.fields["part"] = forms.ChoiceField(
            label=row.unit.name_on(day),
            choices=[*_parts(may_count), (ABSENT, _("took no part"))],
            widget=forms.RadioSelect,
        )

    def participation(self) -> Participation | None:
        """What was chosen; None if the unit took no part."""
        part = self.cleaned_data["part"]
        return Participation(self.unit, part == COUNTS) if part != ABSENT else None


class FurtherUnitForm(forms.Form):
    """A unit that the record does not name yet."""

    def __init__(self, data: Any, publication: Publication, number: int, *, may_count: bool) -> None:
        initial = COUNTS if may_count else TOOK_PART
        super().__init__(data, initial={"part": initial}, prefix=f"further-{number}")
        units = units_known_on(publication.local_date)
        self.fields["unit"] = KnownUnitField(
            queryset=units, required=False, label=_t("A further unit"), empty_label=_t("not chosen")
        )
        self.fields["part"] = forms.ChoiceField(
            label=_("How it took part"), choices=_parts(may_count), widget=forms.RadioSelect, required=False
        )

    def participation(self) -> Participation | None:
        """What was chosen; None if no unit was."""
        unit = self.cleaned_data["unit"]
        return Participation(unit, self.cleaned_data["part"] == COUNTS) if unit else None
