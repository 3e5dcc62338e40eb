"""The acts that the screens offer: each with its form, and with what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.units.forms.acts import ChangeOfKindForm, ChangeOfSizeForm, FoundingForm, RenamingForm, TransferForm
from cms.units.forms.decision import DecisionForm
from cms.units.forms.reorganisations import DissolutionForm, DivisionForm, MergerForm
from cms.units.models import SuccessionKind, Unit, UnitKind


@dataclass(frozen=True)
class Offer:
    """An act as the screens show it. ``starts_from`` is the field that a unit's own screen fills in."""

    kind: str
    label: Any
    explanation: Any
    form: type[DecisionForm]
    icon: str
    starts_from: str = "unit"

    def address(self, unit: Unit | None = None) -> str:
        """Where the act's form is, with the unit filled in."""
        address = reverse("units:act", args=[self.kind])
        return f"{address}?{self.starts_from}={unit.pk}" if unit is not None else address


_OFFERS = [
    Offer(
        SuccessionKind.RENAMING,
        _("Rename"),
        _("Another name from a day on; the former one stays in what was published."),
        RenamingForm,
        "edit",
    ),
    Offer(
        SuccessionKind.TRANSFER,
        _("Transfer"),
        _("Another parent unit from a day on, for one unit or many."),
        TransferForm,
        "redirect",
        starts_from="units",
    ),
    Offer(
        SuccessionKind.CHANGE_OF_KIND,
        _("Change the kind"),
        _("Another kind from a day on."),
        ChangeOfKindForm,
        "tag",
    ),
    Offer(
        SuccessionKind.CHANGE_OF_SIZE,
        _("Change the number of members"),
        _("Another number of members from a day on."),
        ChangeOfSizeForm,
        "group",
    ),
    Offer(
        SuccessionKind.MERGER,
        _("Merge units"),
        _("Units go up in one or more others, which exist or are founded by it."),
        MergerForm,
        "download",
        starts_from="units",
    ),
    Offer(
        SuccessionKind.DIVISION,
        _("Divide"),
        _("A unit becomes several, or gives parts to others and lives on."),
        DivisionForm,
        "copy",
    ),
    Offer(
        SuccessionKind.DISSOLUTION,
        _("Dissolve"),
        _("A unit ends without another that follows it."),
        DissolutionForm,
        "cross",
    ),
    Offer(
        SuccessionKind.FOUNDING,
        _("Found a unit"),
        _("A unit exists from a day on."),
        FoundingForm,
        "plus",
        starts_from="parent",
    ),
]
# The editorial board's own unit is founded with the portal and lives as long as it.
_NOT_FOR_THE_BOARD = {
    SuccessionKind.FOUNDING,
    SuccessionKind.CHANGE_OF_KIND,
    SuccessionKind.MERGER,
    SuccessionKind.DIVISION,
    SuccessionKind.DISSOLUTION,
}
OFFERS = {str(offer.kind): offer for offer in _OFFERS}


def acts_offered(unit: Unit) -> list[tuple[Offer, str]]:
    """The acts that an administrator may begin from a unit's screen, each with its address."""
    standing = unit.standing_versions
    if not standing or standing[-1].valid_to is not None:
        return []
    closed = _NOT_FOR_THE_BOARD if standing[-1].kind.code == UnitKind.BOARD else {SuccessionKind.FOUNDING}
    return [(offer, offer.address(unit)) for offer in _OFFERS if offer.kind not in closed]
