"""A unit that closes needs no substitute any more; where it was one, its heir's approvers vet from then on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.units.days import uncovered
from cms.units.models import Substitution, Succession, Unit
from cms.units.successions.followers import Followed, follows


@follows("substitutes")
class Substitutes:
    """The substitutions in which a closing unit stands on either side."""

    def offer(self, units: Sequence[Unit]) -> list[Followed]:
        return []

    def carry_out(self, succession: Succession) -> dict[str, Any]:
        heirs = succession.heirs
        rows = Substitution.objects.select_for_update().from_day(succession.day).order_by("pk")
        touched = rows.filter(Q(unit__in=heirs) | Q(substitute__in=heirs))
        return {"moved": [self._move(row, succession, heirs) for row in touched]}

    def undo(self, succession: Succession, data: dict[str, Any]) -> None:
        for entry in reversed(data["moved"]):
            Substitution.objects.standing().filter(pk=entry["opened"]).update(superseded_at=timezone.now())
            row = Substitution.objects.get(pk=entry["substitution"])
            as_left = row.valid_to == succession.day if entry["ended"] else row.superseded_at is not None
            if as_left:
                self._reopen(row, succession.day, entry)

    def describe(self, succession: Succession, data: dict[str, Any]) -> list[str]:
        lines = []
        for row in Substitution.objects.filter(pk__in=[entry["substitution"] for entry in data["moved"]]):
            heir = succession.heirs.get(row.substitute_id)
            names = {
                "unit": row.unit.name_on(succession.day),
                "substitute": Unit.objects.get(pk=heir).name_on(succession.day) if heir else "",
            }
            goes_on = row.unit_id not in succession.heirs and heir not in (None, row.unit_id)
            text = _("%(unit)s: substitute is %(substitute)s") if goes_on else _("%(unit)s: no substitute any more")
            lines.append(text % names)
        return lines

    def _move(self, row: Substitution, succession: Succession, heirs: dict[int, int | None]) -> dict[str, Any]:
        first, end = max(row.valid_from, succession.day), row.valid_to
        entry = {
            "substitution": row.pk,
            "was_to": end.isoformat() if end else None,
            "ended": row.valid_from < succession.day,
            "opened": None,
        }
        ending = {"valid_to": succession.day} if entry["ended"] else {"superseded_at": timezone.now()}
        Substitution.objects.filter(pk=row.pk).update(**ending)
        heir, decided_on = heirs.get(row.substitute_id), succession.decision_date
        if row.unit_id not in heirs and heir not in (None, row.unit_id) and decided_on and succession.recorded_by_id:
            opened = Substitution.objects.create(
                unit_id=row.unit_id,
                substitute_id=heir,
                valid_from=first,
                valid_to=end,
                decision_number=succession.decision_number,
                decision_date=decided_on,
                entered_by_id=succession.recorded_by_id,
            )
            entry["opened"] = opened.pk
        return entry

    def _reopen(self, row: Substitution, day: dt.date, entry: dict[str, Any]) -> None:
        end = dt.date.fromisoformat(entry["was_to"]) if entry["was_to"] else None
        first = day if entry["ended"] else row.valid_from
        others = Substitution.objects.standing().filter(unit=row.unit_id).exclude(pk=row.pk)
        free = uncovered(first, end, list(others))
        if free and free[0][0] == first:
            Substitution.objects.filter(pk=row.pk).update(valid_to=free[0][1], superseded_at=None)
