"""What the record refuses to be told anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from cms.units.models import Origin, PublicationRefused
from cms.units.recording import last_version
from cms.units.roles import is_board
from cms.vietnamese.text import is_blank

from .rows import Credit, Participation

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import Publication

# As much as the columns of the record hold.
LONGEST_BYLINE = 200
LONGEST_ROLE = 20
LARGEST_SHARE = 1000


def guard_board(by: User) -> None:
    """Raise ``PublicationRefused`` unless ``by`` is of the board at this moment, whatever was read before."""
    if not is_board(get_user_model().objects.get(pk=by.pk)):
        raise PublicationRefused(_("Only the editorial board amends the publication record."))


def guard_unchanged(publication: Publication, seen: int | None) -> None:
    """Raise ``PublicationRefused`` if the record was amended after ``seen`` amendments; None asks nothing."""
    if seen is not None and publication.amendments.count() != seen:
        raise PublicationRefused(_("The record was amended meanwhile: look at it as it is now. Nothing was done yet."))


def guard_reason(reason: str) -> None:
    """Raise ``PublicationRefused`` if there is no reason in words."""
    if is_blank(reason):
        raise PublicationRefused(_("Write why the record is amended: the units concerned will read it."))


def guard_units(publication: Publication, units: Sequence[Participation], holding: Sequence[Participation]) -> None:
    """Raise ``PublicationRefused`` for units that cannot have taken part, or for which the item may not count."""
    if not units:
        raise PublicationRefused(_("At least one unit took part."))
    if len({unit.pk for unit, _counts in units}) < len(units):
        raise PublicationRefused(_("A unit is named twice."))
    if publication.origin == Origin.REPOSTED and any(counts for _unit, counts in units):
        raise PublicationRefused(_("An item from another source counts for no unit."))
    known = {unit.pk for unit, _counts in holding}
    day = publication.local_date
    for unit, _counts in units:
        if unit.pk not in known and last_version(unit, day) is None:
            told = {"unit": unit.name_on(day), "day": f"{day:%d/%m/%Y}"}
            raise PublicationRefused(_("%(unit)s did not exist yet on %(day)s.") % told)


def guard_credits(given: Sequence[Credit], holding: Sequence[Credit]) -> None:
    """Raise ``PublicationRefused`` for a by-line without a name, role or share, or if the last by-line would go."""
    if holding and not given:
        raise PublicationRefused(_("At least one author stays in the record."))
    for credit in given:
        if is_blank(credit.byline) or len(credit.byline) > LONGEST_BYLINE:
            raise PublicationRefused(_("A by-line needs a name of at most 200 letters."))
        if not 0 < len(credit.role) <= LONGEST_ROLE:
            raise PublicationRefused(_("Say what %(name)s did.") % {"name": credit.byline})
        if not 1 <= credit.share <= LARGEST_SHARE:
            raise PublicationRefused(
                _("The share of %(name)s is a whole number from 1 to 1000.") % {"name": credit.byline}
            )
