"""Contributors: entered twice and merged, moved between units, of no unit."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.units.days import today
from cms.units.models import Contributor, PenName, Unit
from cms.units.roles import is_administrator, is_board
from cms.vietnamese.text import fold

from .guards import guard_lives

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User


@transaction.atomic
def merge_contributors(keep: Contributor, others: Iterable[Contributor], *, by: User) -> Contributor:
    """Let ``keep`` stand for the same person's other entries, which are offered nowhere from then on.

    Pen names, and a login or telephone number that ``keep`` lacks, go over to it. By-lines of drafts and the
    publication record say what they said; figures follow the person (``cms.units.models.identity``).
    Raises ``PermissionDenied`` unless ``by`` is of the board or an administrator; ``ValidationError`` for nothing to
    merge, for an entry that is merged already, and for two different logins.
    """
    _guard_keeper(by)
    wanted = {keep.pk, *(other.pk for other in others)}
    rows = {row.pk: row for row in Contributor.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    kept, merged = rows[keep.pk], [row for pk, row in rows.items() if pk != keep.pk]
    if not merged:
        raise ValidationError(_("Choose at least two entries of the same person."), code="nothing")
    if any(row.merged_into_id is not None for row in rows.values()):
        raise ValidationError(_("One of these entries has been merged already: look at the list again."), code="merged")
    logins = {row.user_id for row in rows.values() if row.user_id is not None}
    if len(logins) > 1:
        raise ValidationError(_("These entries belong to different logins: they are different persons."), code="logins")
    _hand_over_pen_names(kept, merged)
    phone = next((row.phone for row in [kept, *merged] if row.phone), None)
    Contributor.objects.filter(pk__in=[row.pk for row in merged]).update(merged_into=kept, user=None)
    Contributor.objects.filter(merged_into__in=merged).update(merged_into=kept)
    Contributor.objects.filter(pk=kept.pk).update(user=next(iter(logins), None), phone=phone)
    record("units.merge_contributors", kept, by=by, data={"merged": [row.pk for row in merged]})
    return Contributor.objects.get(pk=kept.pk)


@transaction.atomic
def move_contributor(contributor: Contributor, unit: Unit | None, *, by: User) -> Contributor:
    """Let a contributor belong to another unit, or to none. What was published says what it said.

    Raises ``PermissionDenied`` unless ``by`` is of the board or an administrator; ``ValidationError`` for an entry
    that is merged, or a unit that does not exist today.
    """
    _guard_keeper(by)
    row = Contributor.objects.select_for_update().get(pk=contributor.pk)
    if row.merged_into_id is not None:
        raise ValidationError(_("One of these entries has been merged already: look at the list again."), code="merged")
    if unit is not None:
        guard_lives(unit, today())
    before = row.unit_id
    if before == (unit.pk if unit else None):
        return row
    row.unit = unit
    row.save(update_fields=["unit"])
    record("units.move_contributor", row, by=by, data={"from": before, "to": unit.pk if unit else None})
    return row


def possible_duplicates() -> list[list[Contributor]]:
    """Groups of entries that may be one person: of the same name without regard to diacritics, or the same number."""
    # The unit is joined: asked for by itself, a thousand units at once are too many for SQLite.
    known = Contributor.objects.offered().select_related("unit").prefetch_related("pen_names", "unit__versions")
    rows = list(known.order_by("pk"))
    leader = {row.pk: row.pk for row in rows}

    def first(pk: int) -> int:
        while leader[pk] != pk:
            pk = leader[pk]
        return pk

    signs: dict[str, int] = {}
    for row in rows:
        for sign in _signs(row):
            leader[first(row.pk)] = first(signs.setdefault(sign, row.pk))
    groups: dict[int, list[Contributor]] = defaultdict(list)
    for row in rows:
        groups[first(row.pk)].append(row)
    return [group for group in groups.values() if len(group) > 1]


def _signs(row: Contributor) -> list[str]:
    """By what an entry is recognised as another one's person."""
    digits = re.sub(r"\D", "", row.phone or "")
    name = " ".join(fold(row.full_name).split())
    return [f"name:{name}", *([f"phone:{digits[-9:]}"] if len(digits) >= 9 else [])]


def _hand_over_pen_names(kept: Contributor, merged: Iterable[Contributor]) -> None:
    known = {kept.full_name, *PenName.objects.filter(contributor=kept).values_list("name", flat=True)}
    for name in PenName.objects.filter(contributor__in=[*merged]).order_by("pk").values_list("name", flat=True):
        if name not in known:
            known.add(name)
            PenName.objects.create(contributor=kept, name=name)


def _guard_keeper(by: User) -> None:
    stored = get_user_model().objects.get(pk=by.pk)
    if not (is_administrator(stored) or is_board(stored)):
        raise PermissionDenied(_("Only the board and administrators keep the list of contributors."))
