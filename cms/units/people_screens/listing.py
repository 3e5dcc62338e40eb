"""The list of people, with their roles as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.users.views.users import IndexView

from cms.accounts.models import User
from cms.units.models import Appointment, Membership, Role, Unit
from cms.units.roles import PROVINCIAL
from cms.units.viewsets.as_of import AsOfFilterSet, AsOfIndexMixin
from cms.units.viewsets.memberships import UnitOfTheDayFilter
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

_ROLES = [*Role.choices, *((name, name) for name in PROVINCIAL)]


class PersonFilterSet(AsOfFilterSet):
    """By unit and role, as of the day, and by who has left."""

    unit = UnitOfTheDayFilter(method="of_unit")
    role = django_filters.ChoiceFilter(label=_("role"), choices=_ROLES, method="with_role", empty_label=_("All"))
    left = django_filters.ChoiceFilter(
        label=_("At work"),
        choices=[("no", _("at work")), ("yes", _("has left"))],
        method="who_left",
        empty_label=_("All"),
    )

    class Meta:
        model = User
        fields: list[str] = []

    def as_of(self, queryset: QuerySet, day: dt.date) -> QuerySet:
        return queryset

    def of_unit(self, queryset: QuerySet, name: str, unit: Unit) -> QuerySet:
        return queryset.filter(Exists(self._held().filter(unit=unit)))

    def with_role(self, queryset: QuerySet, name: str, role: str) -> QuerySet:
        if role in PROVINCIAL:
            held = Appointment.objects.on(self.day).filter(user=OuterRef("pk"), role=role)
            return queryset.filter(Exists(held))
        return queryset.filter(Exists(self._held().filter(role=role)))

    def who_left(self, queryset: QuerySet, name: str, left: str) -> QuerySet:
        return queryset.filter(is_active=left == "no")

    def _held(self) -> QuerySet[Membership]:
        return Membership.objects.on(self.day).filter(user=OuterRef("pk"))


class PersonIndexView(AsOfIndexMixin, IndexView):
    """Everybody who has or had a login, with their roles of the day. Found with or without diacritics."""

    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    filterset_class = PersonFilterSet
    default_ordering = "name"
    page_title = _("People")
    add_item_label = _("Add a person")
    is_searchable = True
    search_fields = ["username"]
    paginate_by = 50

    def get_filterset_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_filterset_kwargs()
        kwargs.pop("is_searching", None)
        return kwargs

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Name"), accessor=str, sort_key="name", get_url=self.get_edit_url),
            Column("username", label=_("short name"), sort_key="username"),
            Column("roles", label=_("Roles"), accessor=self._roles_of),
            BooleanColumn("is_active", label=_("At work"), sort_key="is_active"),
        ]

    def get_base_queryset(self) -> QuerySet[User]:
        memberships = Membership.objects.on(self.day).order_by("unit", "role").prefetch_related("unit__versions")
        return User.objects.prefetch_related(
            Prefetch("memberships", memberships, to_attr="day_memberships"),
            Prefetch("appointments", Appointment.objects.on(self.day), to_attr="day_appointments"),
        )

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        if self.ordering in {"name", "-name"}:
            sign = "-" if self.ordering == "-name" else ""
            return queryset.order_by(*(f"{sign}{field}" for field in ("first_name", "last_name", "pk")))
        return super().order_queryset(queryset)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        words = fold(self.search_query).split()
        if not words:
            return queryset
        names = User.objects.values_list("pk", "last_name", "first_name", "username")
        found = [
            pk
            for pk, last, first, short in names
            if all(word in f"{fold(last)} {fold(first)} {short}" for word in words)
        ]
        known = User.objects.by_identifier(self.search_query)
        return queryset.filter(Q(pk__in=found) | Q(pk=known.pk if known else None))

    def get_list_buttons(self, instance: User) -> list[Any]:
        return []

    def _roles_of(self, person: Any) -> str:
        in_units = (
            _t("%(role)s, %(unit)s") % {"role": row.get_role_display(), "unit": row.unit.name_on(self.day)}
            for row in person.day_memberships
        )
        return "; ".join([*(row.role for row in person.day_appointments), *in_units])
