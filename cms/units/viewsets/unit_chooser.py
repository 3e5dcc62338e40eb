"""Choosing a unit in forms of the admin: those that live today, by name, found with or without diacritics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from cms.units.models import Unit
from cms.units.overview import matching

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.snippets.views.chooser import BaseSnippetChooseView as _Base
else:
    _Base = object


class UnitSearchForm(SearchFilterMixin, BaseFilterForm):
    """The chooser's search, by code or by a name of any time."""

    def filter(self, objects: QuerySet[Unit]) -> QuerySet[Unit]:
        self.search_query = self.cleaned_data.get("q") or None
        self.is_searching = bool(self.search_query)
        return matching(objects, self.search_query or "")


class _LivingUnits(_Base):
    filter_form_class = UnitSearchForm

    def get_object_list(self) -> QuerySet[Unit]:
        return Unit.objects.living().named().prefetch_related("versions")


class UnitChooseView(_LivingUnits, ChooseView):
    """The chooser's window."""


class UnitChooseResultsView(_LivingUnits, ChooseResultsView):
    """The list in the chooser's window."""


class UnitChooserViewSet(SnippetChooserViewSet):
    choose_view_class = UnitChooseView
    choose_results_view_class = UnitChooseResultsView
