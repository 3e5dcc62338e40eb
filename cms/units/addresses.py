"""The addresses of units' pages: one that follows a new name leaves redirects from the old one behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change

from cms.units.models import Succession, Unit, UnitPage
from cms.units.successions.followers import Followed, follows


def readdress(page: UnitPage, slug: str) -> None:
    """Give a unit's page, and with it its items, another address; every public old one leads to the new one.

    The items keep their own last part. The redirects are written here, with the act: Wagtail would write them only
    after the commit.
    """
    before = UnitPage.objects.get(pk=page.pk)
    Unit.objects.filter(pk=page.unit_id).update(slug=slug)
    page.slug = slug
    page.save()
    autocreate_redirects_on_slug_change(instance_before=before, instance=UnitPage.objects.get(pk=page.pk))
    # An address that is in use again must not lead away from itself.
    own = Redirect.normalise_path(page.url)
    used = Q(old_path=own) | Q(old_path__startswith=f"{own}/")
    Redirect.objects.filter(used, redirect_page__path__startswith=page.path).delete()


@follows("addresses")
class Addresses:
    """The address of a renamed unit's page follows its new name, if the act says so."""

    def offer(self, units: Sequence[Unit]) -> list[Followed]:
        return []

    def carry_out(self, succession: Succession) -> dict[str, Any]:
        asked = [int(key) for key in succession.effects["followers"].get("addresses", {})]
        moved = []
        for page in UnitPage.objects.filter(unit__in=asked).select_related("unit"):
            unit, before = page.unit, page.slug
            unit.choose_slug(unit.name_on(succession.day))
            if unit.slug != before:
                readdress(page, unit.slug)
                moved.append([unit.pk, before, unit.slug])
        return {"moved": moved}

    def undo(self, succession: Succession, data: dict[str, Any]) -> None:
        for unit, before, after in data.get("moved", []):
            page = UnitPage.objects.filter(unit=unit, slug=after).select_related("unit").first()
            if page is not None and not UnitPage.objects.filter(slug=before).exclude(pk=page.pk).exists():
                readdress(page, before)

    def describe(self, succession: Succession, data: dict[str, Any]) -> list[str]:
        return [
            _("The address of the page becomes “%(after)s”; “%(before)s” leads to it")
            % {"before": before, "after": after}
            for _unit, before, after in data.get("moved", [])
        ]
