"""What an amendment would change, before it is made: in the record, and in the units' figures of today."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.news.models import AuthorRole
from cms.units.amending import Credit, Participation
from cms.units.amending.rows import cleaned
from cms.units.models import Channel, Origin, PublicationUnit

if TYPE_CHECKING:
    from cms.units.models import Publication, Unit


@dataclass(frozen=True)
class UnitEffect:
    """What becomes of one unit: whether it took part and counts, before and after, and its items that count.

    ``month`` and ``year`` are those of the publication's local date: how many items count before and after.
    """

    name: str
    was: str
    now: str
    month: tuple[int, int]
    year: tuple[int, int]


@dataclass(frozen=True)
class AmendmentEffect:
    """All that an amendment would change; ``credits`` before and after, empty if they stay."""

    units: list[UnitEffect]
    credits: tuple[list[str], list[str]] | None

    @property
    def digest(self) -> str:
        """What a person has seen of it, in 64 digits: another effect, another digest."""
        plain = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()


def effect_of(
    publication: Publication,
    old: tuple[Sequence[Participation], Sequence[Credit]],
    new: tuple[Sequence[Participation], Sequence[Credit]],
) -> AmendmentEffect:
    """What would change from ``old`` to ``new``: units that stay as they are are left out."""
    was, now = dict(old[0]), dict(new[0])
    changed = [unit for unit in (was | now) if was.get(unit) != now.get(unit)]
    credited = cleaned(new[1])
    before, after = _as_told(old[1]), _as_told(credited)
    return AmendmentEffect(
        [_of_unit(publication, unit, was.get(unit), now.get(unit)) for unit in changed],
        (before, after) if list(old[1]) != credited else None,
    )


def _of_unit(publication: Publication, unit: Unit, was: bool | None, now: bool | None) -> UnitEffect:
    day = publication.local_date
    counting = PublicationUnit.objects.counting().filter(unit=unit, publication__local_date__year=day.year)
    year = counting.count()
    month = counting.filter(publication__local_date__month=day.month).count()
    step = (int(bool(now)) - int(bool(was))) if _counts_at_all(publication) else 0
    return UnitEffect(unit.name_on(day), _part(was), _part(now), (month, month + step), (year, year + step))


def _counts_at_all(publication: Publication) -> bool:
    return publication.is_standing and publication.origin == Origin.OWN and publication.channel == Channel.PORTAL


def _part(counts: bool | None) -> str:
    return {None: "absent", True: "counts", False: "took_part"}[counts]


def _as_told(rows: Sequence[Credit]) -> list[str]:
    roles = dict(AuthorRole.choices)
    told = []
    for row in rows:
        behind = row.contributor.full_name if row.contributor else _("not in the list of contributors")
        name = row.byline if behind == row.byline else f"{row.byline} ({behind})"
        words = {"name": name, "role": roles.get(row.role, row.role), "share": row.share}
        told.append(_("%(name)s: %(role)s, share %(share)s") % words)
    return told
