"""The list of units, read as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView

from cms.units.days import today
from cms.units.models import Unit, UnitKind, UnitVersion
from cms.units.overview import matching, parents_on, units_on
from cms.units.roles import is_administrator
from cms.units.viewsets.as_of import DAY_PARAMETER, AsOfFilterSet, AsOfIndexMixin, day_asked_for

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet
    from django.http import HttpRequest

PROVINCE = "tinh"


class _ParentField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, unit: Unit | str) -> str:
        return unit.day_name if isinstance(unit, Unit) else str(_("directly under the province"))


class ParentFilter(django_filters.ModelChoiceFilter):
    """A choice among the units that have others below them on the day."""

    field_class = _ParentField


def _size_in_words(unit: Unit) -> str:
    if unit.day_size is None:
        return ""
    return ngettext("%(count)s member", "%(count)s members", unit.day_size) % {"count": unit.day_size}


def _parents(request: HttpRequest | None) -> QuerySet[Unit]:
    return parents_on(day_asked_for(request))


class UnitFilterSet(AsOfFilterSet):
    """By day, kind and parent, each as of the day."""

    kind = django_filters.ModelChoiceFilter(
        label=_("Kind"), queryset=UnitKind.objects.all(), method="of_kind", empty_label=_("All")
    )
    parent = ParentFilter(
        label=_("Parent unit"),
        queryset=_parents,
        method="below",
        empty_label=_("All"),
        null_label=_("directly under the province"),
        null_value=PROVINCE,
    )

    class Meta:
        model = Unit
        fields: list[str] = []

    def as_of(self, queryset: QuerySet, day: dt.date) -> QuerySet:
        return queryset

    def of_kind(self, queryset: Any, name: str, kind: UnitKind) -> QuerySet:
        return queryset.of_kind(kind.code, self.day)

    def below(self, queryset: QuerySet, name: str, parent: Unit | str) -> QuerySet:
        versions = UnitVersion.objects.on(self.day).filter(unit=OuterRef("pk"))
        below = versions.filter(parent=parent) if isinstance(parent, Unit) else versions.filter(parent=None)
        return queryset.filter(Exists(below))


class UnitIndexView(AsOfIndexMixin, IndexView):
    """The units that live on a day, with what holds of them then."""

    filterset_class = UnitFilterSet
    default_ordering = "day_name"
    table_classname = "listing units-listing"
    is_searchable = True
    paginate_by = 50

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("day_name", label=_("Name of the unit"), sort_key="day_name", get_url=self._screen_of),
            Column("code", label=_("Unit code"), sort_key="code"),
            Column("day_kind", label=_("Kind"), sort_key="day_kind"),
            Column("day_parent_name", label=_("Parent unit"), sort_key="day_parent_name"),
            Column("day_size", label=_("Members"), accessor=_size_in_words, sort_key="day_size"),
        ]

    def _screen_of(self, unit: Unit) -> str:
        address = reverse(self.inspect_url_name, args=[unit.pk])
        if self.day == today():
            return address
        return f"{address}?{urlencode({DAY_PARAMETER: self.day.strftime('%d/%m/%Y')})}"

    def get_base_queryset(self) -> QuerySet[Unit]:
        return units_on(self.day)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return matching(queryset, self.search_query)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not is_administrator(self.request.user):
            return []
        return [HeaderButton(_t("Found a unit"), url=reverse("units:act", args=["founding"]), icon_name="plus")]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        if not is_administrator(self.request.user):
            return []
        transfer = HeaderButton(_t("Transfer units"), url=reverse("units:act", args=["transfer"]), icon_name="redirect")
        return [*super().header_more_buttons, transfer]
