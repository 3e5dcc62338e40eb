"""What becomes of what closing units have: a choice for each unit below them, each role, contributor and draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.units.forms.fields import PickOne, described
from cms.units.models import Membership, Unit, UnitVersion
from cms.units.overview import parents_to_choose, units_to_act_on
from cms.units.successions import Fate, NewUnit
from cms.units.successions.followers import followers

if TYPE_CHECKING:
    import datetime as dt

    from cms.units.forms.reorganisations import ReorganisationForm
    from cms.units.successions import Target

# Values of the choices: left to the unit's heir, to no unit, to one that exists ("u12"), to one that is founded ("n0").
TO_HEIR, TO_NONE = "", "-"
SORTS = {
    "contributors": _("Contributors"),
    "drafts": _("Open drafts"),
    "addresses": _("Address of the page"),
    "late_roles": _("Roles given since"),
}
"""The headings of what follows, by the name of the follower."""


@dataclass
class Section:
    """Choices of one sort, under a heading; ``must_see`` if one of them has to be made."""

    heading: Any
    help: Any = ""
    must_see: bool = False
    has_errors: bool = False
    names: list[str] = field(default_factory=list)


class FateForm(forms.Form):
    """Everything that a reorganisation must know beyond the facts; what is left alone goes to its unit's heir."""

    def __init__(self, facts: ReorganisationForm, data: Any = None) -> None:
        super().__init__(data, prefix="fate")
        self.facts = facts
        self.closing = facts.closing
        self.day: dt.date = facts.cleaned_data["day"]
        self.sections: list[Section] = []
        self._targets: dict[str, Target] = {}
        self._named: dict[str, str] = {}
        self._collect_targets()
        self._ask_for_heirs()
        self._ask_for_subordinates()
        self._ask_for_people()
        self._ask_for_followers()

    def fate(self) -> Fate:
        """What the valid form says, for the act."""
        return Fate(
            heirs=self._chosen("heir"),
            subordinates=self._chosen("below"),
            people=self._chosen("role"),
            contributors=self._chosen("contributors"),
            followers={name: self._chosen(name) for name in followers if name not in {"contributors"}},
        )

    @property
    def shown(self) -> list[tuple[Section, list[Any]]]:
        """The sections that ask something, with their fields."""
        for section in self.sections:
            section.has_errors = self.is_bound and any(name in self.errors for name in section.names)
        return [(section, [self[name] for name in section.names]) for section in self.sections if section.names]

    @cached_property
    def keeps(self) -> bool:
        """Whether the dividing unit lives on, so that what is left alone stays with it."""
        return bool(self.facts.cleaned_data.get("keeps"))

    def _collect_targets(self) -> None:
        founded = 0
        for successor in self.facts.successors:
            if isinstance(successor, NewUnit):
                self._target(f"n{founded}", successor, successor.name)
                founded += 1
            else:
                self._target(f"u{successor.pk}", successor, successor.name_on(self.day))
        if self.keeps:
            self._target(f"u{self.closing[0].pk}", self.closing[0], self.closing[0].name_on(self.day))
        for unit in self.closing:
            version = unit.version_on(self.day)
            if version and version.parent and version.parent not in self.closing:
                self._target(f"u{version.parent_id}", version.parent, version.parent.name_on(self.day))

    def _target(self, value: str, target: Target, name: str) -> None:
        self._targets.setdefault(value, target)
        self._named.setdefault(value, name)

    def _choices(self, left_alone: Any, none: Any, more: Iterable[Unit] = ()) -> list[tuple[str, Any]]:
        listed = list(self._named.items())
        for unit in more:
            value = f"u{unit.pk}"
            self._targets.setdefault(value, unit)
            if value not in self._named and unit not in self.closing:
                listed.append((value, described(unit)))
        return [(TO_HEIR, left_alone), *listed, (TO_NONE, none)]

    def _ask(self, section: Section, name: str, label: str, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, widget=PickOne, **({"required": False} | kwargs)
        )
        section.names.append(name)

    def _left_alone(self) -> Any:
        if self.keeps:
            return _t("stays with its unit")
        if len(self.facts.successors) == 1:
            return _t("goes along to %(unit)s") % {"unit": next(iter(self._named.values()))}
        return _t("goes with its unit")

    def _ask_for_heirs(self) -> None:
        section = Section(
            _("Where everything goes"), _("Roles, contributors and drafts follow, unless you say otherwise below.")
        )
        self.sections.append(section)
        if self.keeps or len(self.facts.successors) == 1:
            return
        if not self.facts.successors:
            choices = self._choices(_t("nowhere: roles end, drafts stay where they are"), "", units_to_act_on())[:-1]
        else:
            followed = self._choices(_t("to the first unit that follows"), "")[:-1]
            choices = [choice for choice in followed if choice[0] == TO_HEIR or self._follows(choice[0])]
        for unit in self.closing:
            self._ask(section, f"heir-{unit.pk}", unit.name_on(self.day), choices)

    def _follows(self, value: str) -> bool:
        return self._targets[value] in self.facts.successors

    def _ask_for_subordinates(self) -> None:
        section = Section(_("Units below"), _("From that day on they stand below:"))
        self.sections.append(section)
        versions = UnitVersion.objects.from_day(self.day).filter(parent__in=self.closing, valid_to=None)
        below = [
            version for version in versions.order_by("name") if version.unit_id not in {u.pk for u in self.closing}
        ]
        if not below:
            return
        # Nobody is put anywhere by chance: a dissolution names the place.
        must_choose = not self.facts.successors
        section.must_see = must_choose
        left_alone = _t("Choose") if must_choose else self._left_alone()
        choices = self._choices(left_alone, _t("directly under the province"), parents_to_choose())
        for version in below:
            own = [choice for choice in choices if choice[0] != f"u{version.unit_id}"]
            self._ask(section, f"below-{version.unit_id}", version.name, own, required=must_choose)

    def _ask_for_people(self) -> None:
        section = Section(_("People"), _("The same role and position goes on in:"))
        self.sections.append(section)
        choices = self._choices(self._left_alone(), _t("nowhere: the role ends"))
        memberships = Membership.objects.from_day(self.day).filter(unit__in=self.closing).select_related("user", "unit")
        for membership in memberships.prefetch_related("unit__versions").order_by("unit", "role", "pk"):
            role = ", ".join(filter(None, [str(membership.get_role_display()), membership.position]))
            label = f"{membership.user} ({role})"
            if len(self.closing) > 1:
                label = f"{label}: {membership.unit.name_on(self.day)}"
            self._ask(section, f"role-{membership.pk}", label, choices)

    def _ask_for_followers(self) -> None:
        for name, follower in followers.items():
            offered = follower.offer(self.closing)
            section = Section(SORTS.get(name, name))
            self.sections.append(section)
            none = _t("to no unit") if name == "contributors" else _t("nowhere: stays with the old unit")
            choices = self._choices(self._left_alone(), none)
            for thing in offered:
                self._ask(section, f"{name}-{thing.key}", thing.label, choices)

    def _chosen(self, prefix: str) -> dict[int, Target]:
        chosen: dict[int, Target] = {}
        for name, value in self.cleaned_data.items():
            sort, _dash, key = name.rpartition("-")
            if sort == prefix and value != TO_HEIR:
                chosen[int(key)] = None if value == TO_NONE else self._targets[value]
        return chosen
