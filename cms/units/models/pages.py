"""The public pages of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.units.days import today
from cms.units.page_permissions import UnitPagePermissionTester

from .descent import predecessors_of, successors_of
from .units import Unit

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.accounts.models import User

    from .units import UnitVersion

# The address of a former unit's archive: its page with this parameter leads nobody on.
ARCHIVE_PARAMETER = "luu-tru"


class UnitIndexPage(Page):
    """The list of units; the news root stands here, with its workflow."""

    max_count = 1
    subpage_types = ["units.UnitPage"]
    template = "units/unit_index_page.html"

    class Meta:
        verbose_name = _("list of units")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        units = Unit.objects.living().named().select_related("page").filter(page__live=True)
        return super().get_context(request, *args, **kwargs) | {"units": units}


class UnitPage(Page):
    """A unit's public page, under which its news lives, also when the unit does no longer."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="page", editable=False)

    parent_page_types = ["units.UnitIndexPage"]
    template = "units/unit_page.html"

    class Meta:
        verbose_name = _("page of a unit")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Never by hand: a unit's page comes with the unit (``cms.units.register.open_page``)."""
        return False

    def permissions_for_user(self, user: User) -> UnitPagePermissionTester:
        return UnitPagePermissionTester(user, self)

    @property
    def name(self) -> str:
        """The unit's name of today."""
        return self.unit.name_on(today())

    @property
    def archive_url(self) -> str:
        """Where the items of a unit that is no more are listed."""
        return f"{self.url}?{ARCHIVE_PARAMETER}=1"

    @cached_property
    def _versions(self) -> list[UnitVersion]:
        return self.unit.standing_versions

    @property
    def _lives(self) -> bool:
        return any(version.holds_on(today()) for version in self._versions)

    @cached_property
    def _heirs(self) -> list[Unit]:
        """The units that carry on the work of this one, if it is no more."""
        return [] if self._lives else list(successors_of(self.unit))

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The page of a unit that lives; of one that was merged, the way to the one unit that followed it.

        A unit that does not exist yet, or whose founding was undone, has no public page.
        """
        if not any(version.valid_from <= today() for version in self._versions):
            raise Http404
        if len(self._heirs) == 1 and ARCHIVE_PARAMETER not in request.GET:
            heir = self._heirs[0].page
            return HttpResponsePermanentRedirect(heir.get_url(request) or heir.url)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        context = super().get_context(request, *args, **kwargs)
        if self._lives:
            return context | {"predecessors": predecessors_of(self.unit)}
        ended_on = self._versions[-1].valid_to if self._versions else None
        return context | {"former": True, "heirs": self._heirs, "ended_on": ended_on}
