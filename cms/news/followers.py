"""What becomes of open drafts when their unit is merged, divided or dissolved: they go with the unit's people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.news import messages, moderation
from cms.news.models import NewsPage, State
from cms.news.models.states import WITH_WRITER
from cms.news.relocation import relocate
from cms.units.models import Membership, Role, Succession, SuccessionKind, Unit
from cms.units.successions.followers import Followed, follows

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.news.models.items import NewsQuerySet

_REORGANISATIONS = {SuccessionKind.MERGER, SuccessionKind.DIVISION, SuccessionKind.DISSOLUTION}
_WAITING = (State.AT_UNIT, State.AT_CONFIRMATION)
_OPEN = (*WITH_WRITER, *_WAITING)


def open_items(units: Sequence[Unit] | Sequence[int]) -> NewsQuerySet:
    """Items of ``units`` that were never published and are not with the board: their units' own still."""
    items = NewsPage.objects.filter(unit__in=units, state__in=_OPEN)
    return items.filter(release__isnull=True, publication__isnull=True).order_by("pk")


@follows("drafts")
class Drafts:
    """Open drafts go to the unit that is named, or to their unit's heir.

    What waited for the old unit's approvers becomes a draft again, and its people are told; nothing is vetted by it.
    What the unit had vetted stays with the board, for the old unit; so does what was published.
    """

    def offer(self, units: Sequence[Unit]) -> list[Followed]:
        # What a unit has not vetted is not for the province's eyes, not even its headline.
        return [
            Followed(
                item.pk,
                _("Draft of %(person)s, last changed on %(day)s")
                % {"person": item.owner or _("nobody"), "day": _day_of(item)},
                item.unit_id,
            )
            for item in open_items(units).select_related("owner")
        ]

    def carry_out(self, succession: Succession) -> dict[str, Any]:
        if succession.kind not in _REORGANISATIONS:
            return {}
        units = succession.units_on("from")
        closing = {unit.pk for unit in units if not unit.lives_on(succession.day)}
        moved = []
        for item in open_items(units):
            target = succession.destination("drafts", item.pk, item.unit_id)
            if target not in (None, item.unit_id):
                moved.append([item.pk, item.unit_id, target])
                self._move(item, Unit.objects.get(pk=target), succession)
        return {"moved": moved, "called_off": _call_off(closing), "at_board": _count_at_board(closing)}

    def undo(self, succession: Succession, data: dict[str, Any]) -> None:
        for key, before, target in data.get("moved", []):
            item = open_items([target]).filter(pk=key).first()
            if item is not None:
                self._move(item, Unit.objects.get(pk=before), succession)
        _guard_nothing_stays(succession)

    def describe(self, succession: Succession, data: dict[str, Any]) -> list[str]:
        names = {unit.pk: unit.name_on(succession.day) for unit in Unit.objects.filter(pk__in=_named(data))}
        goes = Counter(target for _key, _before, target in data.get("moved", []))
        lines = [
            ngettext("%(count)d open draft goes to %(unit)s", "%(count)d open drafts go to %(unit)s", count)
            % {"count": count, "unit": names[target]}
            for target, count in goes.items()
        ]
        lines += [
            ngettext(
                "%(count)d item stays with the editorial board and may be published for %(unit)s",
                "%(count)d items stay with the editorial board and may be published for %(unit)s",
                count,
            )
            % {"count": count, "unit": names[unit]}
            for unit, count in data.get("at_board", [])
        ]
        if called_off := data.get("called_off"):
            lines.append(
                ngettext(
                    "%(count)d item that waited for the unit's approval is a draft again",
                    "%(count)d items that waited for the unit's approval are drafts again",
                    len(called_off),
                )
                % {"count": len(called_off)}
            )
        return lines

    @staticmethod
    def _move(item: NewsPage, unit: Unit, succession: Succession) -> None:
        former = item.unit.name_on(succession.day)
        if item.state in _WAITING:
            item = moderation.call_off(item)
        item = relocate(item, unit)
        messages.tell_relocated(item, former, _people_of(item))


def _guard_nothing_stays(succession: Succession) -> None:
    """Raise ``ValidationError`` if an item would belong to a unit that, undone, has never existed."""
    never_founded = [unit for unit in succession.units_on("to") if not unit.standing_versions]
    count = NewsPage.objects.filter(unit__in=never_founded).exclude(state=State.NOT_USED).count()
    if count:
        raise ValidationError(
            ngettext(
                "It cannot be undone: %(count)d item belongs to a unit that would never have existed. Its people "
                "must delete it, or the editorial board return it, first.",
                "It cannot be undone: %(count)d items belong to a unit that would never have existed. Its people "
                "must delete them, or the editorial board return them, first.",
                count,
            )
            % {"count": count},
            code="items",
        )


def _call_off(closing: set[int]) -> list[int]:
    """Let nothing wait for approvers whose unit has ended; what is published of it stays before readers."""
    waiting = NewsPage.objects.filter(unit__in=closing, state__in=_WAITING).order_by("pk")
    return [moderation.call_off(item).pk for item in waiting]


def _count_at_board(closing: set[int]) -> list[list[int]]:
    """How many items of each closing unit are with the board: pairs of a unit's id and a number."""
    items = NewsPage.objects.filter(unit__in=closing, state__in=[State.AT_BOARD, State.SCHEDULED])
    return [list(pair) for pair in sorted(Counter(items.values_list("unit", flat=True)).items())]


def _day_of(item: NewsPage) -> str:
    changed = item.latest_revision_created_at or item.state_since
    return f"{timezone.localtime(changed):%d/%m/%Y}"


def _people_of(item: NewsPage) -> set[User]:
    """Those who wrote the item and, if none of them writes for its unit now, those who do."""
    writers = messages.writers_of(item)
    own = Membership.objects.current().filter(unit=item.unit_id, role=Role.WRITER).select_related("user")
    here = {membership.user for membership in own}
    return writers if writers & here else writers | here


def _named(data: dict[str, Any]) -> set[int]:
    return {target for _key, _before, target in data.get("moved", [])} | {unit for unit, _n in data.get("at_board", [])}
