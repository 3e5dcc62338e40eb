"""A unit's screen: what holds of it on a day, its people, the units below it, and its story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, InspectView

from cms.audit.addresses import entries_url
from cms.units.days import today
from cms.units.models import Membership, Unit
from cms.units.overview import subordinates_on
from cms.units.roles import is_administrator
from cms.units.unit_panels import panels_of
from cms.units.views.offers import acts_offered
from cms.units.views.story import story_of
from cms.units.viewsets.as_of import day_asked_for

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest, HttpResponse


class UnitView(InspectView):
    """Everything that one needs to know of a unit on a day, and what an administrator may do with it.

    The board reads the register too, but not who the people of a unit are.
    """

    template_name = "units/unit.html"

    def get_object(self, queryset: Any = None) -> Unit:
        units = Unit.objects.prefetch_related("versions__kind", "versions__parent__versions").select_related("page")
        return get_object_or_404(units, pk=self.pk)

    @cached_property
    def day(self) -> dt.date:
        """The local day that the screen tells of."""
        return day_asked_for(self.request)

    def get_page_title(self) -> str:
        return self.object.name_on(self.day)

    def get_page_subtitle(self) -> str:
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = {"url": reverse(self.index_url_name), "label": self.model._meta.verbose_name_plural.capitalize()}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return []

    def get_fields(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit, day = self.object, self.day
        may_act = is_administrator(self.request.user)
        version = unit.version_on(day)
        people = Membership.objects.on(day).filter(unit=unit).select_related("user").order_by("role", "valid_from")
        return super().get_context_data(
            unit=unit,
            day=day,
            is_today=day == today(),
            version=version,
            parent_name=version.parent.name_on(day) if version and version.parent else "",
            people=people if may_act else [],
            below=subordinates_on(unit, day),
            story=story_of(unit),
            acts=acts_offered(unit) if may_act else [],
            may_act=may_act,
            edit_url=self.get_edit_url() if may_act else None,
            trail_url=entries_url(unit) if may_act else None,
            panels=panels_of(unit, day, self.request),
            **kwargs,
        )


class UnitCreateView(CreateView):
    """A unit is founded by an act: the form that would write one without a decision leads there."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("units:act", "founding")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("units:act", "founding")
