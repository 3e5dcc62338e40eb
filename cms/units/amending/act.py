"""The act: lock, guard, put new rows in the place of those that no longer hold, write down, tell the units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.units.models import Publication, PublicationAmendment, PublicationByline, PublicationRefused, PublicationUnit
from cms.units.recording import participant

from .guards import guard_board, guard_credits, guard_reason, guard_unchanged, guard_units
from .messages import tell_units
from .rows import (
    Credit,
    Participation,
    cleaned,
    credits_in_words,
    credits_of,
    participations_of,
    units_in_words,
)

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import Contributor, Unit


@transaction.atomic
def amend(
    publication: Publication,
    *,
    by: User,
    reason: str,
    units: Iterable[tuple[Unit, bool]] | None = None,
    bylines: Iterable[tuple[Contributor | None, str, str, int]] | None = None,
    seen: int | None = None,
) -> PublicationAmendment:
    """Say anew for which units a publication counts (``units``), and who is credited with which share (``bylines``).

    Both are all that holds from now on; None leaves them as they are. ``seen`` is the number of amendments that the
    person saw. What held before stays, superseded; the public page stays as it is; figures not yet frozen follow.

    Raises ``PublicationRefused`` with the reason in words unless a member of the board says, with a reason, something
    that can be and differs from what holds (``guards``), or if the record was amended meanwhile.
    """
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    guard_board(by)
    guard_unchanged(publication, seen)
    guard_reason(reason)
    old_units, old_credits = participations_of(publication), credits_of(publication)
    new_units = old_units if units is None else [Participation(*row) for row in units]
    new_credits = old_credits if bylines is None else cleaned(bylines)
    guard_units(publication, new_units, old_units)
    guard_credits(new_credits, old_credits)
    if dict(new_units) == dict(old_units) and new_credits == old_credits:
        raise PublicationRefused(_("Nothing has been changed: there is nothing to amend."))
    amendment = PublicationAmendment.objects.create(publication=publication, reason=reason.strip(), by=by)
    _replace_units(amendment, old_units, new_units)
    _replace_credits(amendment, old_credits, new_credits)
    told = _in_words(publication, old_units, new_units, old_credits, new_credits)
    record("units.amend_publication", publication, by=by, data={"reason": amendment.reason} | told)
    tell_units(amendment, old_units, new_units)
    return amendment


def _replace_units(amendment: PublicationAmendment, old: Sequence[Participation], new: Sequence[Participation]) -> None:
    """Units stand in the order in which they took part, the sender first: from the first that differs on, all anew."""
    same = _same_beginning(old, new)
    publication = amendment.publication
    gone = [row.unit.pk for row in old[same:]]
    _supersede(models.QuerySet(PublicationUnit).filter(publication=publication, unit__in=gone), amendment)
    for row in new[same:]:
        participant(publication, row.unit, counts=row.counts, amendment=amendment).save()


def _replace_credits(amendment: PublicationAmendment, old: Sequence[Credit], new: Sequence[Credit]) -> None:
    """By-lines stand in the order in which they are printed: from the first that differs on, all are written anew."""
    same = _same_beginning(old, new)
    publication = amendment.publication
    holding = list(publication.bylines.holding().order_by("pk").values_list("pk", flat=True))
    _supersede(models.QuerySet(PublicationByline).filter(pk__in=holding[same:]), amendment)
    for credit in new[same:]:
        PublicationByline.objects.create(publication=publication, amendment=amendment, **credit._asdict())


def _same_beginning(old: Sequence[object], new: Sequence[object]) -> int:
    """How many rows are the same before the first that differs."""
    return next((n for n, (was, now) in enumerate(zip(old, new, strict=False)) if was != now), min(len(old), len(new)))


def _supersede(rows: models.QuerySet[Any], amendment: PublicationAmendment) -> None:
    rows.filter(superseded_by__isnull=True).update(superseded_by=amendment)


def _in_words(
    publication: Publication,
    old_units: Sequence[Participation],
    new_units: Sequence[Participation],
    old_credits: Sequence[Credit],
    new_credits: Sequence[Credit],
) -> dict[str, list[str]]:
    """What the trail says of it: only the side that has changed, before and after."""
    old, new = [], []
    if dict(old_units) != dict(new_units):
        old.append(units_in_words(publication, old_units))
        new.append(units_in_words(publication, new_units))
    if old_credits != new_credits:
        old.append(credits_in_words(old_credits))
        new.append(credits_in_words(new_credits))
    return {"old": old, "new": new}
