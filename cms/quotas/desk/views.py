"""*Chỉ tiêu*: where a unit stands in a year, why, and which items stand behind each figure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Min, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access

from cms.quotas.asked import asked_of
from cms.quotas.desk.access import may_see, own_units, sees_all
from cms.quotas.desk.items import counted_items, usual_days_from_event
from cms.quotas.desk.sections import sections_of
from cms.quotas.desk.shown import history_of, shown_unit, shown_units
from cms.quotas.explaining import reasons_of, state_in_words, story_of, uncounted, why_not_owed, why_owed
from cms.quotas.frozen import frozen_results
from cms.quotas.periods import Period, PeriodKind, period_of
from cms.quotas.years import EARLIEST, LATEST, Year
from cms.units.models import Publication, PublicationUnit, Unit
from cms.units.models.descent import predecessors_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.accounts.requests import SignedInRequest
    from cms.quotas.asked import Asked
    from cms.quotas.explaining import Story


@method_decorator(require_admin_access, name="dispatch")
class StandingScreen(TemplateView):
    """A screen of figures as of a year and a day."""

    request: SignedInRequest

    @cached_property
    def asked(self) -> Asked:
        """The year and the local day that the screen tells of."""
        return asked_of(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sees_table = sees_all(self.request.user)
        return super().get_context_data(asked=self.asked, sees_table=sees_table, **kwargs)


class MineView(StandingScreen):
    """The standing of each of a person's units; with one unit, that unit's own screen."""

    template_name = "quotas/desk/mine.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        units = own_units(request.user)
        if len(units) == 1:
            return UnitView.as_view()(request, unit=units.pop())
        if not units and sees_all(request.user):
            return redirect("quota_board:table")
        return self.render_to_response(self.get_context_data(units=shown_units(units, self.asked)))


class OfUnit(StandingScreen):
    """A screen of one unit; a unit whose figures are not the person's to see answers as one that is not there."""

    @cached_property
    def unit(self) -> Unit:
        """The unit that the address names."""
        unit = get_object_or_404(Unit.objects.prefetch_related("versions"), pk=self.kwargs["unit"])
        if not may_see(self.request.user, unit):
            raise Http404
        return unit

    @cached_property
    def story(self) -> Story:
        """What the unit was, and what the rules asked."""
        return story_of(self.unit)


class UnitView(OfUnit):
    """Where a unit stands: the figures in words, the picture of the year, what explains them, and the years before."""

    template_name = "quotas/desk/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = shown_unit(self.unit, self.asked)
        year = self.asked.year
        return super().get_context_data(
            shown=shown,
            reasons=reasons_of(self.story, shown.standing),
            sections=sections_of(self.unit, year, self.asked.day, self.request),
            frozen=frozen_results([self.unit.pk]).get(self.unit.pk, []),
            history=history_of(self.unit, self.asked, self._first_day()),
            predecessors=predecessors_of(self.unit),
            previous=self.asked.of(year.previous),
            following=self.asked.of(year.next) if year.next.first <= self.asked.day else None,
            **self._news_after_events(),
            **kwargs,
        )

    def _first_day(self) -> dt.date | None:
        """The first local day of which there is something to tell: before the record began, nobody knows anything."""
        days = Publication.objects.aggregate(record=Min("local_date"), own=Min("local_date", filter=self._is_own()))
        known = [day for day in (self.story.founded, days["own"]) if day]
        return max(min(known), days["record"]) if known and days["record"] else None

    def _is_own(self) -> Exists:
        return Exists(PublicationUnit.objects.holding().filter(publication=OuterRef("pk"), unit=self.unit))

    def _news_after_events(self) -> dict[str, Any]:
        """Of units that are asked for no number: how soon after each event its news came (domain: departments)."""
        if self.story.asks(self.asked.year):
            return {}
        items = counted_items(self.unit.pk, self.asked.year.first, self.asked.year.end, self.asked.day)
        return {"items": items, "usual_days": usual_days_from_event(items)}


class PeriodView(OfUnit):
    """The items behind one figure: what a period counts, and what was published in it but is not counted."""

    template_name = "quotas/desk/period.html"

    @cached_property
    def period(self) -> Period:
        """The period that the address names by kind and first day; 404 if there is none."""
        try:
            kind = PeriodKind(self.kwargs["kind"])
            first = dt.date.fromisoformat(self.kwargs["first"])
        except ValueError as error:
            raise Http404 from error
        if not EARLIEST < first.year < LATEST or period_of(kind, first).first != first:
            raise Http404
        return Period(first, kind)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        period = self.period
        # A month of a screen's year may begin a year before the period's own: its standing is that of its first day.
        asked = self.asked.of(Year.containing(period.first, self.asked.year.first.month))
        shown = shown_unit(self.unit, asked)
        cell = next((cell for cell in shown.standing.cells if cell.period == period), None)
        return super().get_context_data(
            shown=shown,
            period=period,
            cell=cell,
            state=state_in_words(cell) if cell else "",
            why=why_owed(self.story, cell) if cell else why_not_owed(self.story, period),
            items=counted_items(self.unit.pk, period.first, period.end, asked.day),
            uncounted=uncounted(self.unit.pk, period, asked.day),
            back=asked,
            **kwargs,
        )
