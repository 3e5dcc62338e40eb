"""The by-lines of a publication as an amendment's form asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.news.models import AuthorRole
from cms.units.amending import Credit
from cms.units.amending.guards import LARGEST_SHARE, LONGEST_BYLINE
from cms.units.models import Contributor

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet


def contributors_of(units: Collection[int], named: Sequence[Credit]) -> QuerySet[Contributor]:
    """Whom the by-lines may name: the contributors of the units concerned, of no unit, and who is named already."""
    known = [credit.contributor.pk for credit in named if credit.contributor]
    offered = Q(merged_into=None) & (Q(unit__in=units) | Q(unit=None))
    return Contributor.objects.filter(offered | Q(pk__in=known)).order_by("full_name", "pk")


def _roles(credit: Credit | None) -> list[tuple[str, Any]]:
    """The roles, and the one that the record names if it is another."""
    known = [] if credit is None or credit.role in AuthorRole.values else [(credit.role, credit.role)]
    return [*AuthorRole.choices, *known]


class CreditForm(forms.Form):
    """A by-line; without a name it is none."""

    byline = forms.CharField(label=_("By-line as printed"), max_length=LONGEST_BYLINE, required=False)
    share = forms.IntegerField(label=_("Share (in parts)"), min_value=1, max_value=LARGEST_SHARE)

    use_required_attribute = False

    def __init__(self, data: Any, credit: Credit | None, number: int, contributors: QuerySet[Contributor]) -> None:
        initial: dict[str, Any] = credit._asdict() if credit else {"role": AuthorRole.TEXT, "share": 1}
        super().__init__(data, initial=initial, prefix=f"credit-{number}")
        self.fields["contributor"] = forms.ModelChoiceField(
            label=_("Contributor"), queryset=contributors, required=False, empty_label=_("not in the list")
        )
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=_roles(credit))
        self.order_fields(["byline", "contributor", "role", "share"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        contributor = cleaned.get("contributor")
        if contributor and not cleaned.get("byline", "").strip() and not self.had_name:
            cleaned["byline"] = contributor.bylines[0]
        return cleaned

    @property
    def had_name(self) -> bool:
        """Whether the record names somebody here: an emptied name then means that they go."""
        return bool(self.initial.get("byline"))

    def credit(self) -> Credit | None:
        """What was filled in; None for no name."""
        data = self.cleaned_data
        if not data["byline"].strip():
            return None
        return Credit(data["contributor"], data["byline"], data["role"], data["share"])
