"""What follows a succession without having a day of its own: pages, contributors, and what other apps register.

An app that owns such things declares a class with ``@follows("drafts")`` in its module ``followers``, which is found
by name when the apps are ready. It runs on the day of the succession (at once, if that has come), once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.core.exceptions import ImproperlyConfigured

from cms.units.models import Succession, Unit


@dataclass(frozen=True)
class Followed:
    """A thing of a unit about which a form may ask where it goes: its id, its name, and the unit's id."""

    key: int
    label: str
    unit: int


class Follower(Protocol):
    """What becomes of one sort of thing. Everything runs inside the transaction of the act."""

    def offer(self, units: Sequence[Unit]) -> list[Followed]:
        """The things of ``units`` whose way a person may choose, by id in ``Fate.followers[name]``."""

    def carry_out(self, succession: Succession) -> dict[str, Any]:
        """Let the things follow (``succession.destination``); returns, in plain JSON, what ``undo`` needs."""

    def undo(self, succession: Succession, data: dict[str, Any]) -> None:
        """Take exactly that back; what changed since is kept. The units and roles of before hold again already."""

    def describe(self, succession: Succession, data: dict[str, Any]) -> list[str]:
        """What ``carry_out`` did, a line each, for the preview and the record; for a person to read."""


followers: dict[str, Follower] = {}
_Class = TypeVar("_Class", bound=type)


def follows(name: str) -> Callable[[_Class], _Class]:
    """Register the decorated class, made without arguments, as the follower ``name``.

    Raises ``ImproperlyConfigured`` if another class already has the name.
    """

    def register(cls: _Class) -> _Class:
        if name in followers and type(followers[name]) is not cls:
            raise ImproperlyConfigured(f"Two followers of successions are named {name!r}.")
        followers[name] = cls()
        return cls

    return register
