"""*Thống kê*: plots of a year for the editorial board, and their tables as workbooks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View
from wagtail.admin.auth import require_admin_access

from cms.official_documents.workbooks import Sheet, xlsx_response
from cms.statistics.figures.scope import Scope, kinds_to_choose, years_to_choose
from cms.statistics.panels import MOST_DRAWN, panels_of
from cms.statistics.tables import file_name, scope_in_words, table_of
from cms.units.days import today
from cms.units.permissions import is_administrator, is_board

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from cms.accounts.models import User


def may_read_statistics(user: User) -> bool:
    """Whether the statistics are for a person: the board, and who administers."""
    return is_board(user) or is_administrator(user)


def _years() -> list[tuple[int, str]]:
    return [(year, str(year)) for year in years_to_choose()]


def _kinds() -> list[tuple[str, str]]:
    return [("", _t("all")), *kinds_to_choose().items()]


class ScopeForm(forms.Form):
    """The year and the kind of unit; what is no choice is taken for none."""

    nam = forms.TypedChoiceField(label=_("Year"), choices=_years, coerce=int, required=False, empty_value=None)
    loai = forms.ChoiceField(label=_("Kind of unit"), choices=_kinds, required=False)

    def scope(self) -> Scope:
        """What was chosen; this year and all kinds otherwise."""
        self.is_valid()
        return Scope(self.cleaned_data.get("nam") or today().year, self.cleaned_data.get("loai") or "")


class BoardsOnly(View):
    """Answers 404 to everybody for whom the statistics are not."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_read_statistics(cast("User", request.user)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> ScopeForm:
        """What is asked for."""
        return ScopeForm(self.request.GET)


@method_decorator([never_cache, require_admin_access], name="dispatch")
class StatisticsView(BoardsOnly, TemplateView):
    """All plots of a year."""

    template_name = "statistics/statistics.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        scope = self.form.scope()
        panels = panels_of(scope)
        return super().get_context_data(
            # The form shows what is told of, also where nothing or nonsense was asked for.
            form=ScopeForm({"nam": scope.year, "loai": scope.kind}),
            scope=scope,
            told=scope_in_words(scope),
            panels=panels,
            is_empty=not panels[0].table.rows[-1][-1],
            most_drawn=MOST_DRAWN,
            **kwargs,
        )


@method_decorator(require_admin_access, name="dispatch")
class WorkbookView(BoardsOnly):
    """The table behind a plot as a workbook."""

    def get(self, request: HttpRequest, table: str) -> HttpResponseBase:
        scope = self.form.scope()
        found = table_of(table, scope)
        if found is None:
            raise Http404
        sheet = Sheet(found.title, found.headings, found.rows, above=[found.title, scope_in_words(scope)])
        return xlsx_response(file_name(table, scope), [sheet])
