"""The people of the demonstration: who writes, who approves, who edits, who pays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.auth.models import Group

from cms.accounts.models import User
from cms.demo.chance import Chance
from cms.demo.logins import LOGINS, shared_password
from cms.demo.names import PEN_NAMES, Name, anyone, phone
from cms.demo.places import LONG_AGO, ON_PAPER, PLACES, SEAT, SUBSTITUTED, Place
from cms.units.appointing import appointing
from cms.units.models import Contributor, Membership, PenName, Role, Unit, UnitKind
from cms.units.roles import BOARD, board_unit
from cms.vietnamese.text import fold

_POSITIONS = {
    UnitKind.DEPARTMENT: ("Trưởng Ban", "Phó Trưởng Ban"),
    UnitKind.INTERMEDIATE: ("Chủ tịch", "Phó Chủ tịch"),
    UnitKind.GRASSROOTS: ("Chủ tịch công đoàn cơ sở", "Phó Chủ tịch công đoàn cơ sở"),
}
_BOARD_POSITIONS = ("Trưởng Ban Biên tập", "Phó Trưởng Ban Biên tập", "Ủy viên Ban Biên tập", "Ủy viên Ban Biên tập")


@dataclass
class Desk:
    """A unit with its people."""

    unit: Unit
    name: str
    kind: str
    place: str
    since: dt.date
    writers: list[User] = field(default_factory=list)
    approvers: list[User] = field(default_factory=list)
    contributors: list[Contributor] = field(default_factory=list)
    chief: str = ""


class Registry:
    """Takes people in: no two have the same name or the same short name."""

    def __init__(self) -> None:
        self._chance = Chance("people")
        self._names: set[Name] = set()
        self._phones = 0
        self._fixed = {login.place: login for login in LOGINS}
        self._password = shared_password()
        self._taken: set[str] = {login.username for login in LOGINS}

    def new_name(self) -> Name:
        """A name that nobody bears yet."""
        while (name := anyone(self._chance)) in self._names:
            pass
        self._names.add(name)
        return name

    def new_user(self, place: str = "", **fields: object) -> User:
        """A person with a login; ``place`` says which of the printed logins it is, if it is one."""
        name = self.new_name()
        login = self._fixed.pop(place, None)
        username = login.username if login else self._short_name(name)
        user = User(username=username, last_name=name.family, first_name=name.given, password=self._password, **fields)
        user.email = f"{username}@sonbinh.example"
        user.save()
        return user

    def new_contributor(self, name: str, *, unit: Unit | None, user: User | None = None, pen: str = "") -> Contributor:
        """Somebody who writes or photographs, with a telephone number."""
        self._phones += 1
        contributor = Contributor.objects.create(full_name=name, unit=unit, user=user, phone=phone(self._phones))
        if pen:
            PenName.objects.create(contributor=contributor, name=pen)
        return contributor

    def _short_name(self, name: Name) -> str:
        initials = "".join(part[0] for part in fold(name.family).split())
        base = f"{fold(name.given)}.{initials}"
        candidates = [base, *(f"{base}{number}" for number in range(2, 100))]
        username = next(candidate for candidate in candidates if candidate not in self._taken)
        self._taken.add(username)
        return username


def staff(units: dict[str, Unit], registry: Registry) -> list[Desk]:
    """Give every unit that works on the portal its writers, approvers and contributors."""
    desks = {place.name: _staff_unit(place, units[place.name], registry) for place in PLACES if place.name != ON_PAPER}
    desks[SUBSTITUTED].approvers = desks[next(place.parent for place in PLACES if place.name == SUBSTITUTED)].approvers
    return [*desks.values()]


def staff_on_paper(units: dict[str, Unit], registry: Registry) -> Desk:
    """The unit without logins: somebody writes for it, and its chairman signs on paper."""
    place = next(place for place in PLACES if place.name == ON_PAPER)
    desk = Desk(units[place.name], place.name, place.kind, place.place, place.founded)
    desk.contributors.append(registry.new_contributor(str(registry.new_name()), unit=desk.unit))
    desk.chief = f"đồng chí {registry.new_name()}, {_POSITIONS[place.kind][0]}"
    return desk


def _staff_unit(place: Place, unit: Unit, registry: Registry) -> Desk:
    chance = Chance("desk", place.name)
    desk = Desk(unit, place.name, place.kind, place.place, place.founded)
    small = place.kind == UnitKind.GRASSROOTS and place.size < 60
    for number in range(1 if small else 2):
        writer = registry.new_user(f"writer{number}:{place.name}")
        _join(writer, unit, Role.WRITER, place.founded, "Cán bộ đầu mối")
        desk.writers.append(writer)
        pen = chance.choice(PEN_NAMES) if chance.happens(0.3) else ""
        desk.contributors.append(registry.new_contributor(str(writer), unit=unit, user=writer, pen=pen))
    positions = _POSITIONS[place.kind][: 1 if small else 2] if place.name != SUBSTITUTED else ()
    for number, position in enumerate(positions):
        approver = registry.new_user(f"approver{number}:{place.name}")
        _join(approver, unit, Role.APPROVER, place.founded, position)
        desk.approvers.append(approver)
        desk.chief = desk.chief or f"đồng chí {approver}, {position}"
    desk.chief = desk.chief or f"đồng chí {registry.new_name()}, {_POSITIONS[place.kind][0]}"
    if chance.happens(0.5):
        desk.contributors.append(registry.new_contributor(str(registry.new_name()), unit=unit))
    return desk


def staff_board(registry: Registry) -> tuple[Desk, list[User]]:
    """The board's own unit with its writer and its approver, and all members of the board."""
    unit = board_unit()
    if unit is None:
        raise LookupError("The portal is not set up: it has no editorial board.")
    unit.versions.update(valid_from=LONG_AGO)
    members = [registry.new_user(f"board{number}:") for number in range(len(_BOARD_POSITIONS))]
    for member in members:
        appoint(member, BOARD)
    desk = Desk(unit, "Ban Biên tập", UnitKind.BOARD, SEAT, LONG_AGO, writers=[members[3]], approvers=[members[0]])
    desk.chief = f"đồng chí {members[0]}, {_BOARD_POSITIONS[0]}"
    _join(members[3], unit, Role.WRITER, LONG_AGO, _BOARD_POSITIONS[3])
    _join(members[0], unit, Role.APPROVER, LONG_AGO, _BOARD_POSITIONS[0])
    desk.contributors.append(registry.new_contributor(str(members[3]), unit=unit, user=members[3], pen="Sơn Hà"))
    return desk, members


def appoint(user: User, role: str) -> None:
    """Give a person a role of the province, as the technician does who installs a portal."""
    with appointing("demo"):
        user.groups.add(Group.objects.get(name=role))


def _join(user: User, unit: Unit, role: str, since: dt.date, position: str) -> None:
    Membership.objects.create(user=user, unit=unit, role=role, position=position, valid_from=since)
