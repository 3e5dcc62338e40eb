"""The public pages of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.units.days import today
from cms.units.page_permissions import UnitPagePermissionTester

from .units import Unit

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.accounts.models import User


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
    """A unit's public page, under which its news lives."""

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
