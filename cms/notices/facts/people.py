"""The people of a notice: grouped by who they are, named as they were printed.

Who was printed under several names has a line for each: side by side they would tell readers whose a pen name is. The
total counts such a person once. A by-line behind which nobody is known stands for itself within the unit that sent it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from cms.news.models import AuthorRole
from cms.notices.facts.shape import PersonLine
from cms.vietnamese.text import fold, is_blank, nfc

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from cms.notices.facts.gathering import Part


class Credit(NamedTuple):
    """A by-line: who is behind it (None: nobody known), as printed, in which role."""

    person: int | None
    byline: str
    role: str

    @property
    def printed(self) -> str:
        """The name in one form of blanks and letters."""
        return " ".join(nfc(self.byline).split())


def persons_in(parts: Mapping[int, Sequence[Part]], bylines: Mapping[int, Sequence[Credit]]) -> set[Hashable]:
    """The keys of all the people, each once."""
    return {_key(pk, credit, parts) for pk, rows in bylines.items() for credit in rows if not is_blank(credit.byline)}


def person_lines(
    order: Sequence[int], parts: Mapping[int, Sequence[Part]], bylines: Mapping[int, Sequence[Credit]]
) -> list[PersonLine]:
    """A line for each person and printed name: the most items first, then by name.

    ``order`` are the publications in the order of the notice, to whose places the lines refer.
    """
    places: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    shown: dict[tuple[Hashable, str], tuple[str, str]] = {}
    for place, pk in enumerate(order):
        for credit in bylines.get(pk, []):
            if is_blank(credit.byline):
                continue
            line = _key(pk, credit, parts), credit.printed.casefold()
            shown[line] = credit.printed, _sender(pk, parts)
            if place not in places[line][-1:]:
                places[line].append(place)
    lines = [PersonLine(*shown[line], places[line]) for line in places]
    return sorted(lines, key=lambda line: (-len(line.items), _by_name(line.name), line.unit, line.items))


def author_names(bylines: Sequence[Credit]) -> list[str]:
    """The by-lines of an item as readers know them; the role is said of those who did not write."""
    roles: dict[str, list[str]] = {}
    for credit in bylines:
        if not is_blank(credit.byline):
            roles.setdefault(credit.printed, []).append(credit.role)
    return [name if AuthorRole.TEXT in did else f"{name} ({_labels(did)})" for name, did in roles.items()]


def _labels(roles: list[str]) -> str:
    labels = dict(AuthorRole.choices)
    return ", ".join(dict.fromkeys(str(labels.get(role, role)) for role in roles))


def _key(pk: int, credit: Credit, parts: Mapping[int, Sequence[Part]]) -> Hashable:
    if credit.person is not None:
        return credit.person
    sent_by = parts.get(pk)
    return credit.printed.casefold(), sent_by[0].unit if sent_by else None


def _sender(pk: int, parts: Mapping[int, Sequence[Part]]) -> str:
    sent_by = parts.get(pk)
    return sent_by[0].name if sent_by else ""


def _by_name(name: str) -> tuple[str, str, str]:
    """Vietnamese names go by the given name, which stands last."""
    return fold(name.split()[-1]), fold(name), name
