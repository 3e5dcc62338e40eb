"""The reorganisation of 1 July 2025 as the invented province went through it, by the real acts on the register.

District federations end, commune unions are founded, grassroots unions come under them on the same day, two small ones
go up in a third, and one gets a new name with its new parent. Decisions and people are invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from cms.demo.backdating import Timeline, trail_told_by
from cms.demo.places import COMMUNE_UNIONS, DISTRICT_OF, FORMER, LONG_AGO, PLACES, RENAMED
from cms.units.models import CarryingOut, Membership, Role, Succession, SuccessionUndoing, Unit, UnitKind
from cms.units.successions import Decision, Fate, NewUnit, dissolve, found, merge, rename, resize, transfer, undo

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.demo.people import Registry

_DECIDED = dt.date(2025, 6, 27)
_ENDING = Decision("118/QĐ-LĐLĐ", _DECIDED)
_FOUNDING = Decision("119/QĐ-LĐLĐ", _DECIDED)
_TRANSFER = Decision("120/QĐ-LĐLĐ", _DECIDED)
_MERGER = Decision("121/QĐ-LĐLĐ", _DECIDED)
_RENAMING = Decision("122/QĐ-LĐLĐ", _DECIDED)
_COUNTING = Decision("140/QĐ-LĐLĐ", dt.date(2025, 7, 10))
_ABSORBS = "CĐCS Công ty Môi trường đô thị Sông Hiền"
_MISCOUNTED = "CĐCS Mỏ đá Thạch Hương"


def reorganise(units: dict[str, Unit], registry: Registry, by: User) -> None:
    """Do the reorganisation with the ``units`` of before, by name, to which those that it founds are added."""
    _people_of_before(units, registry)
    told = _Telling(_at(dt.date(2025, 6, 30), 8))
    _found_communes(units, by, told)
    _rename_some(units, by, told)
    _transfer_grassroots(units, by, told)
    _merge_small_ones(units, by, told)
    _end_districts(units, by, told)
    _mistake(units, by, told)


def _at(day: dt.date, hour: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


class _Telling:
    """Lets each act have been recorded a quarter of an hour after the one before it."""

    def __init__(self, begins: dt.datetime) -> None:
        self.moment = begins

    def act(self, do: Callable[[], Succession | SuccessionUndoing]) -> Succession:
        """Do an act, and set the moments of its records back."""
        timeline = Timeline()
        timeline.reach(self.moment)
        with trail_told_by(timeline):
            done = do()
        undoings: models.QuerySet[SuccessionUndoing] = models.QuerySet(SuccessionUndoing)
        if isinstance(done, SuccessionUndoing):
            undoings.filter(pk=done.pk).update(at=self.moment)
            done = done.succession
        else:
            models.QuerySet(Succession).filter(pk=done.pk).update(recorded_at=self.moment)
            models.QuerySet(CarryingOut).filter(succession=done.pk).update(at=self.moment)
        self.moment += dt.timedelta(minutes=15)
        return done


def _people_of_before(units: dict[str, Unit], registry: Registry) -> None:
    for place in FORMER:
        chair = "Chủ tịch" if place.kind == UnitKind.INTERMEDIATE else "Chủ tịch công đoàn cơ sở"
        for role, position in ((Role.APPROVER, chair), (Role.WRITER, "Cán bộ đầu mối")):
            Membership.objects.create(
                user=registry.new_user(), unit=units[place.name], role=role, position=position, valid_from=LONG_AGO
            )


def _found_communes(units: dict[str, Unit], by: User, told: _Telling) -> None:
    kinds = {kind.code: kind for kind in UnitKind.objects.all()}
    for place in [place for place in PLACES if place.founded == COMMUNE_UNIONS]:
        new = NewUnit(place.name, kinds[place.kind], size=place.size)
        founding = told.act(partial(found, new, decision=_FOUNDING, day=COMMUNE_UNIONS, by=by))
        units[place.name] = founding.units_on("to")[0]


def _rename_some(units: dict[str, Unit], by: User, told: _Telling) -> None:
    for name in RENAMED:
        told.act(
            partial(
                rename,
                units[name],
                name,
                decision=_RENAMING,
                day=COMMUNE_UNIONS,
                by=by,
                note="Theo tên gọi địa phương mới.",
            )
        )


def _transfer_grassroots(units: dict[str, Unit], by: User, told: _Telling) -> None:
    for commune in DISTRICT_OF:
        moving = [units[place.name] for place in PLACES if place.parent == commune]
        parent = units[commune]
        told.act(partial(transfer, moving, parent, decision=_TRANSFER, day=COMMUNE_UNIONS, by=by))


def _merge_small_ones(units: dict[str, Unit], by: User, told: _Telling) -> None:
    small = [units[place.name] for place in FORMER if place.kind == UnitKind.GRASSROOTS]
    chairs = Membership.objects.filter(unit__in=small, role=Role.APPROVER).values_list("pk", flat=True)
    fate = Fate(people=dict.fromkeys(chairs))
    told.act(partial(merge, small, units[_ABSORBS], decision=_MERGER, day=COMMUNE_UNIONS, by=by, fate=fate))


def _end_districts(units: dict[str, Unit], by: User, told: _Telling) -> None:
    """Those who chaired them lose the role; those who wrote go on in the commune union at the same seat."""
    for commune, district in DISTRICT_OF.items():
        writers = Membership.objects.filter(unit=units[district], role=Role.WRITER).values_list("pk", flat=True)
        fate = Fate(people=dict.fromkeys(writers, units[commune]))
        told.act(
            partial(
                dissolve,
                units[district],
                decision=_ENDING,
                day=COMMUNE_UNIONS,
                by=by,
                fate=fate,
                note="Kết thúc hoạt động của công đoàn cấp huyện.",
            )
        )


def _mistake(units: dict[str, Unit], by: User, told: _Telling) -> None:
    """A slip, as offices make them, and its undoing."""
    told.moment = _at(dt.date(2025, 7, 10), 9)
    day = dt.date(2025, 7, 10)
    slip = told.act(partial(resize, units[_MISCOUNTED], 317, decision=_COUNTING, day=day, by=by))
    told.act(partial(undo, slip, reason="Gõ nhầm số đoàn viên: 137, không phải 317.", by=by))
