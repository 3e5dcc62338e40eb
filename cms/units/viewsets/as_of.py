"""Lists that can be read as of a day: ``?ngay=dd/mm/yyyy``, today if none is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from cms.units.days import today

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from wagtail.admin.views.generic import IndexView as _Index
else:
    _Index = object

DAY_PARAMETER = "ngay"


def day_asked_for(request: HttpRequest | None) -> dt.date:
    """The local day that a request wants to be told of; today for none, or for one that is no day."""
    typed = request.GET.get(DAY_PARAMETER, "") if request is not None else ""
    try:
        return forms.DateField(required=False).clean(typed) or today()
    except ValidationError:
        return today()


class AsOfFilterSet(WagtailFilterSet):
    """A filter by day for a list of dated rows; ``as_of`` says what holds on the day."""

    ngay = django_filters.DateFilter(
        label=_("As of the day"),
        method="leave_to_as_of",
        widget=AdminDateInput,
        help_text=_("For example 30/06/2025. Empty: today."),
    )

    @property
    def day(self) -> dt.date:
        """The local day that the list tells of."""
        return day_asked_for(self.request)

    def as_of(self, queryset: Any, day: dt.date) -> Any:
        """The rows of the list that hold on a local day."""
        return queryset.on(day)

    def leave_to_as_of(self, queryset: QuerySet, name: str, value: dt.date) -> QuerySet:
        return queryset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return self.as_of(super().filter_queryset(queryset), self.day)


class AsOfIndexMixin(_Index):
    """An index view over an ``AsOfFilterSet``, which says of which day it tells."""

    @property
    def day(self) -> dt.date:
        """The local day that the list tells of."""
        return day_asked_for(self.request)

    def filter_queryset(self, queryset: QuerySet) -> Any:
        # A filter that was mistyped is marked and left out; the day always counts.
        self.filters.form.is_valid()
        return self.filters.filter_queryset(queryset)

    def get_page_subtitle(self) -> str:
        if self.day == today():
            return super().get_page_subtitle()
        return _t("as of %(day)s") % {"day": self.day.strftime("%d/%m/%Y")}
