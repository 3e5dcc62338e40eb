"""Roles in units in Wagtail's admin: a list to be read as of a day; they change by acts only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from cms.units.models import Membership, Role, Unit
from cms.units.overview import units_on
from cms.units.viewsets.as_of import AsOfFilterSet, AsOfIndexMixin, day_asked_for

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class _UnitField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, unit: Unit) -> str:
        return unit.day_name


class UnitOfTheDayFilter(django_filters.ModelChoiceFilter):
    """A choice among the units of the day that the list tells of."""

    field_class = _UnitField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("unit"), queryset=_units, empty_label=_("All"), **kwargs)


def _units(request: HttpRequest | None) -> QuerySet[Unit]:
    return units_on(day_asked_for(request))


class MembershipFilterSet(AsOfFilterSet):
    """By day, unit and role."""

    unit = UnitOfTheDayFilter()
    role = django_filters.ChoiceFilter(label=_("role"), choices=Role.choices, empty_label=_("All"))

    class Meta:
        model = Membership
        fields: list[str] = []


class MembershipIndexView(AsOfIndexMixin, IndexView):
    """The roles that hold on a day."""

    filterset_class = MembershipFilterSet
    default_ordering = "unit"
    paginate_by = 50
    is_searchable = False

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("user", label=_("person"), accessor="user", get_url=self._person),
            Column("unit", label=_("unit"), accessor=lambda row: row.unit.name_on(self.day)),
            Column("role", label=_("role"), accessor=_role_and_position, sort_key="role"),
            Column("valid_from", label=_("From - to before"), accessor=_span, sort_key="valid_from"),
        ]

    def get_base_queryset(self) -> QuerySet[Membership]:
        return Membership.objects.select_related("user").prefetch_related("unit__versions")

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        ordered = super().order_queryset(queryset)
        return ordered.order_by(*ordered.query.order_by, "role", "pk")

    def _person(self, row: Membership) -> str:
        return reverse("wagtailusers_users:edit", args=[row.user_id])


def _role_and_position(row: Membership) -> str:
    return ", ".join(part for part in (row.get_role_display(), row.position) if part)


def _span(row: Membership) -> str:
    return f"{row.valid_from:%d/%m/%Y} - {row.valid_to:%d/%m/%Y}" if row.valid_to else f"{row.valid_from:%d/%m/%Y}"


class MembershipViewSet(SnippetViewSet):
    model = Membership
    icon = "user"
    menu_label = _("Roles in units")
    copy_view_enabled = False
    index_view_class = MembershipIndexView
    list_display = ["user", "unit", "role", "position", "valid_from", "valid_to"]
