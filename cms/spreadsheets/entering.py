"""Writing a plan into the register: units, then people, then roles, then contributors."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from cms.accounts.models import User
from cms.audit.trail import record
from cms.spreadsheets.checking.register import KnownPerson, KnownUnit
from cms.spreadsheets.plan import NewContributor, NewPerson, NewRole, NewUnit, Plan
from cms.spreadsheets.progress import Progress
from cms.spreadsheets.tables import CONTRIBUTORS, PEOPLE, ROLES, UNITS, Table
from cms.units import successions
from cms.units.models import Contributor, PenName, Unit
from cms.units.people import Grant, grant_roles

if TYPE_CHECKING:
    from cms.units.models import UnitKind

# Rows entered between two tellings of the progress: units one by one, the others in batches.
STEP = 5
BATCH = 250
_Row = TypeVar("_Row")


class Entering:
    """Enters a plan on behalf of an administrator, by the acts whose rules stand there; within one transaction."""

    def __init__(self, plan: Plan, by: User) -> None:
        self.plan, self.by = plan, by
        self.total = sum(plan.new().values())
        self.done = 0
        self._units: dict[NewUnit, Unit] = {}
        self._people: dict[NewPerson, User] = {}

    def steps(self) -> Iterator[Progress]:
        """Enter everything, telling the progress after each step."""
        yield Progress(UNITS, 0, self.total)
        for number, unit in enumerate(self.plan.units, start=1):
            self._found(unit)
            self.done += 1
            if number % STEP == 0:
                yield Progress(UNITS, self.done, self.total)
        yield from self._batches(PEOPLE, self.plan.people, self._enter_people)
        yield from self._batches(ROLES, self.plan.roles, self._grant)
        yield from self._batches(CONTRIBUTORS, self.plan.contributors, self._enter_contributors)

    def _batches(self, table: Table, rows: list[_Row], enter: object) -> Iterator[Progress]:
        for batch in _batched(rows, BATCH):
            enter(batch)  # type: ignore[operator]
            self.done += len(batch)
            yield Progress(table, self.done, self.total)

    def _found(self, new: NewUnit) -> None:
        kind: UnitKind = new.kind  # type: ignore[assignment]
        decision = (
            successions.Decision(new.decision_number, new.decision_date)
            if new.decision_number and new.decision_date
            else None
        )
        proposal = successions.NewUnit(
            name=new.name, kind=kind, parent=self._unit(new.parent), size=new.size, code=new.code
        )
        successions.found(proposal, decision=decision, day=new.valid_from, by=self.by)  # type: ignore[arg-type]
        self._units[new] = Unit.objects.get(code=new.code)

    def _unit(self, unit: NewUnit | KnownUnit | None) -> Unit | None:
        if isinstance(unit, KnownUnit):
            return Unit(pk=unit.pk, slug=unit.slug, code=unit.code or None)
        return self._units[unit] if unit else None

    def _enter_people(self, batch: list[NewPerson]) -> None:
        people = [
            User(
                username=new.short_name,
                last_name=new.family_name,
                first_name=new.given_name,
                phone=new.phone,
                email=new.email or "",
            )
            for new in batch
        ]
        for person in people:
            person.set_unusable_password()
        User.objects.bulk_create(people)
        for new, person in zip(batch, people, strict=True):
            self._people[new] = person
            record("wagtail.create", person, by=self.by)

    def _grant(self, batch: list[NewRole]) -> None:
        units = Unit.objects.prefetch_related("versions").in_bulk({self._unit_pk(new.unit) for new in batch})
        known = {new.person.pk for new in batch if isinstance(new.person, KnownPerson)}
        people = User.objects.in_bulk(known)
        grants = [
            Grant(
                user=people[new.person.pk] if isinstance(new.person, KnownPerson) else self._people[new.person],
                unit=units[self._unit_pk(new.unit)],
                role=new.role,
                valid_from=new.valid_from,
                valid_to=new.valid_to,
                position=new.position,
            )
            for new in batch
        ]
        grant_roles(grants, by=self.by)

    def _unit_pk(self, unit: NewUnit | KnownUnit) -> int:
        return unit.pk if isinstance(unit, KnownUnit) else self._units[unit].pk

    def _person_pk(self, person: NewPerson | KnownPerson | None) -> int | None:
        if person is None:
            return None
        return person.pk if isinstance(person, KnownPerson) else self._people[person].pk

    def _enter_contributors(self, batch: list[NewContributor]) -> None:
        contributors = [
            Contributor(
                full_name=new.full_name,
                unit_id=self._unit_pk(new.unit) if new.unit else None,
                user_id=self._person_pk(new.login),
                phone=new.phone,
            )
            for new in batch
        ]
        Contributor.objects.bulk_create(contributors)
        PenName.objects.bulk_create(
            PenName(contributor=contributor, name=name)
            for new, contributor in zip(batch, contributors, strict=True)
            for name in new.pen_names
        )
        for contributor in contributors:
            record("wagtail.create", contributor, by=self.by)


def _batched(rows: Iterable[_Row], size: int) -> Iterator[list[_Row]]:
    remaining = iter(rows)
    while batch := list(itertools.islice(remaining, size)):
        yield batch
