"""Random histories of reorganisations: whatever is done and undone, each day tells one story, the records the same.

Acts may be refused with a message; nothing else may go wrong, and no refusal may leave anything behind.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from hypothesis import event, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cms.units.models import Membership, Succession, Unit, UnitKind, UnitVersion
from cms.units.roles import board_unit
from cms.units.successions import Fate, NewUnit, preview
from tests.factories.units import make_approver, make_unit, make_writer
from tests.units.acting import Office

START = dt.date(2025, 6, 25)
LENGTH = 8
DAYS = [START + dt.timedelta(days=number) for number in range(-1, LENGTH + 2)]
KINDS = (UnitKind.GRASSROOTS, UnitKind.INTERMEDIATE, UnitKind.DEPARTMENT)

State = tuple[str, int, int | None, int | None]
numbers = st.integers(min_value=0, max_value=11)
several = st.lists(numbers, min_size=1, max_size=3, unique=True)
days = st.integers(min_value=0, max_value=LENGTH)

steps = st.one_of(
    st.tuples(st.just("found"), days, several),
    st.tuples(st.just("rename"), days, several),
    st.tuples(st.just("change_kind"), days, several),
    st.tuples(st.just("resize"), days, several),
    st.tuples(st.just("transfer"), days, several),
    st.tuples(st.just("transfer"), days, several),
    st.tuples(st.just("merge"), days, several),
    st.tuples(st.just("divide"), days, several),
    st.tuples(st.just("dissolve"), days, several),
)
undoings = st.tuples(st.just("undo"), days, several)


class History:
    """An office that acts at random on a handful of units with people."""

    def __init__(self) -> None:
        self.office = Office()
        self.board = board_unit()
        self.kinds = [UnitKind.objects.get(code=code) for code in KINDS]
        self.initial: dict[int, State] = {}
        self.done: list[Succession] = []
        for number in range(4):
            unit = make_unit(f"Đơn vị {number}", KINDS[number % 2], on=START)
            make_writer(unit, valid_from=START)
            make_approver(unit, valid_from=START + dt.timedelta(days=number * 2))
        for version in UnitVersion.objects.exclude(unit=self.board):
            self.initial[version.unit_id] = state_of(version)

    def units(self, picks: list[int]) -> list[Unit]:
        known = list(Unit.objects.exclude(pk=self.board.pk).order_by("pk"))
        return list(dict.fromkeys(known[pick % len(known)] for pick in picks))

    def new(self, pick: int) -> NewUnit:
        parent = self.units([pick])[0] if pick % 3 == 0 else None
        return NewUnit(f"Mới {Unit.objects.count()}-{pick}", self.kinds[pick % 3], parent, size=pick)

    def take(self, step: tuple[str, int, list[int]]) -> bool:
        """Do what a step says; False if it is refused."""
        name, number, picks = step
        try:
            result = getattr(self, f"_{name}")(START + dt.timedelta(days=number), picks)
        except ValidationError:
            event(f"{name} refused")
            return False
        event(f"{name} done")
        if isinstance(result, Succession):
            self.done.append(result)
        return True

    def _found(self, day: dt.date, picks: list[int]) -> Succession:
        return self.office.found(self.new(picks[0]), day=day)

    def _rename(self, day: dt.date, picks: list[int]) -> Succession:
        return self.office.rename(self.units(picks)[0], f"Tên {len(self.done)}", day=day)

    def _change_kind(self, day: dt.date, picks: list[int]) -> Succession:
        return self.office.change_kind(self.units(picks)[0], self.kinds[picks[-1] % 3], day=day)

    def _resize(self, day: dt.date, picks: list[int]) -> Succession:
        return self.office.resize(self.units(picks)[0], sum(picks) or None, day=day)

    def _transfer(self, day: dt.date, picks: list[int]) -> Succession:
        *units, parent = self.units([*picks, picks[0] + 1])
        return self.office.transfer(units, parent if picks[-1] % 4 else None, day=day)

    def _merge(self, day: dt.date, picks: list[int]) -> Succession:
        units = self.units([*picks, picks[0] + 1])
        into: list[Any] = [self.new(picks[0]), units[0], self.units([picks[0] + 2])[0]]
        return self.office.merge(units, into[picks[0] % 3], day=day, fate=self._fate(units, picks))

    def _divide(self, day: dt.date, picks: list[int]) -> Succession:
        unit = self.units(picks)[0]
        parts = [self.new(pick) for pick in (*picks, 7)]
        return self.office.divide(unit, parts, keeps=bool(picks[0] % 2), day=day, fate=self._fate([unit], picks))

    def _dissolve(self, day: dt.date, picks: list[int]) -> Succession:
        unit = self.units(picks)[0]
        below = UnitVersion.objects.from_day(day).filter(parent=unit).values_list("unit", flat=True)
        places = {pk: self.units([pick])[0] if pick % 2 else None for pk, pick in zip(below, picks * 9, strict=False)}
        return self.office.dissolve(unit, day=day, fate=Fate(subordinates=places))

    def _fate(self, units: list[Unit], picks: list[int]) -> Fate:
        people = Membership.objects.filter(unit=units[0]).order_by("pk")[:1]
        return Fate(people={row.pk: self.units([picks[-1]])[0] if picks[-1] % 2 else None for row in people})

    def _undo(self, day: dt.date, picks: list[int]) -> None:
        if not self.done:
            raise ValidationError("nothing")
        self.office.undo(self.done[-1 - picks[0] % len(self.done)])


def state_of(version: UnitVersion) -> State:
    return (version.name, version.kind_id, version.parent_id, version.size)


def register_on(day: dt.date) -> dict[int, State]:
    """What the entries say of a day; fails if a unit has two of them."""
    told: dict[int, State] = {}
    for version in UnitVersion.objects.all():
        begun, ended = version.valid_from <= day, version.valid_to is not None and version.valid_to <= day
        if version.superseded_at is None and begun and not ended:
            assert version.unit_id not in told
            told[version.unit_id] = state_of(version)
    return told


def replayed(initial: dict[int, State]) -> Callable[[dt.date], dict[int, State]]:
    """What the records alone say of any day: acts in their order, without those that were undone."""
    changes: dict[int, list[tuple[dt.date, State | None]]] = defaultdict(list)
    for unit, state in initial.items():
        changes[unit].append((START, state))
    for record in Succession.objects.filter(undoing=None).order_by("pk"):
        for effect in record.effects["units"]:
            after = effect["after"]
            state = (after["name"], after["kind"], after["parent"], after["size"]) if after else None
            changes[effect["unit"]].append((record.day, state))

    def on(day: dt.date) -> dict[int, State]:
        told = {unit: [state for first, state in rows if first <= day] for unit, rows in changes.items()}
        return {unit: states[-1] for unit, states in told.items() if states and states[-1]}

    return on


def check(history: History) -> None:
    """Each day: one name and kind a unit, at most one parent, living; no circle; and the records say the same."""
    replay = replayed(history.initial)
    for day in DAYS:
        told = register_on(day)
        told.pop(history.board.pk, None)
        for unit in told:
            way = [unit]
            while (parent := told[way[-1]][2]) is not None:
                assert parent in told, "a parent that does not exist"
                assert parent not in way, "a circle"
                way.append(parent)
        assert told == replay(day)
    living = set(Unit.objects.living(DAYS[-1]).values_list("pk", flat=True))
    assert living - {history.board.pk} == set(replay(DAYS[-1]))
    for role in Membership.objects.standing().filter(valid_to=None):
        assert role.unit_id in living, "a role that goes on in a unit that does not"


def entries() -> tuple[list[Any], list[Any]]:
    """Everything that holds on some day, to compare."""
    versions = UnitVersion.objects.standing().order_by("unit", "valid_from")
    roles = Membership.objects.standing().order_by("user", "unit", "role", "valid_from")
    return (
        list(versions.values_list("unit", "name", "kind", "parent", "size", "valid_from", "valid_to")),
        list(roles.values_list("user", "unit", "role", "position", "valid_from", "valid_to")),
    )


class RandomHistories(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(story=st.lists(st.one_of(steps, steps, steps, undoings), min_size=4, max_size=14))
    def test_every_day_tells_one_story_and_the_records_tell_the_same(self, story: list[Any]) -> None:
        history = History()
        for step in story:
            before = entries()
            if not history.take(step):
                assert entries() == before
            check(history)

    @settings(max_examples=15, deadline=None)
    @given(story=st.lists(steps, min_size=3, max_size=10))
    def test_undone_from_the_last_act_to_the_first_everything_is_as_it_was(self, story: list[Any]) -> None:
        history = History()
        before = [entries()]
        for step in story:
            if history.take(step):
                before.append(entries())
        for act in reversed(history.done):
            assert entries() == before.pop()
            history.office.undo(act)
        assert entries() == before.pop()
        check(history)

    @settings(max_examples=10, deadline=None)
    @given(story=st.lists(steps, min_size=2, max_size=6), last=steps)
    def test_a_preview_leaves_no_trace_and_does_not_differ_from_the_act(self, story: list[Any], last: Any) -> None:
        history = History()
        for step in story:
            history.take(step)
        name, number, picks = last
        act = getattr(history, f"_{name}")
        before = entries()
        try:
            told = preview(lambda: act(START + dt.timedelta(days=number), picks))
        except ValidationError:
            assert not history.take(last)
            return
        assert entries() == before
        assert history.take(last)
        done = history.done[-1]
        assert [unit.after is None for unit in told.units] == [
            not any(effect["unit"] == unit.pk and effect["after"] for effect in done.effects["units"])
            and not unit.lives_on(done.day)
            for unit in dict.fromkeys(done.units_on("from", "to", "with"))
        ]
        assert len(told.roles) == len(done.effects["memberships"])
