"""Contributors entered twice: suggestions, choosing and confirming; moving one to another unit or to none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access

from cms.units.days import today
from cms.units.forms.fields import UnitField
from cms.units.models import Contributor
from cms.units.people import merge_contributors, move_contributor, possible_duplicates
from cms.units.roles import is_administrator, is_board
from cms.vietnamese.text import fold

from .act_view import ActFormView, PlainForm

SHOWN_GROUPS = 50
FOUND = 100


class KeepersMixin:
    """The list of contributors is kept by the board and the administrators."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not (is_administrator(request.user) or is_board(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


@method_decorator(require_admin_access, name="dispatch")
class DuplicatesView(KeepersMixin, TemplateView):
    """Entries that may be one person, and a search to choose others by hand."""

    template_name = "units/people/duplicates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = self.request.GET.get("q", "").strip()
        groups = possible_duplicates()
        return super().get_context_data(
            typed=typed,
            found=_described(_called(typed)) if typed else [],
            groups=[_described(group) for group in groups[:SHOWN_GROUPS]],
            number=len(groups),
            list_url=reverse("wagtailsnippets_units_contributor:list"),
            **kwargs,
        )


class MergeForm(PlainForm):
    keep = forms.ModelChoiceField(
        label=_("Which entry stays?"),
        queryset=Contributor.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    sure = forms.BooleanField(label=_("They are one and the same person. I know that this cannot be undone."))


class MergeView(KeepersMixin, ActFormView):
    """Chooses which of several entries stays, and merges the others into it. The entries stand in the address."""

    form_class = MergeForm
    title = _("Merge entries of one person")
    explanation = _(
        "The other entries are offered nowhere any more; pen names, login and telephone number go over to the one that "
        "stays. What was printed stays as it was, and figures follow the person."
    )
    submit_label = _("Merge")
    is_grave = True

    @cached_property
    def chosen(self) -> list[Contributor]:
        keys = [int(key) for key in self.request.GET.getlist("ai") if key.isdigit() and len(key) < 19]
        return list(Contributor.objects.offered().filter(pk__in=keys).prefetch_related("pen_names", "unit__versions"))

    def get_form(self, form_class: Any = None) -> MergeForm:
        form = super().get_form(form_class)
        form.fields["keep"].queryset = Contributor.objects.filter(pk__in=[row.pk for row in self.chosen])
        labels = {row["row"].pk: row["label"] for row in _described(self.chosen)}
        form.fields["keep"].label_from_instance = lambda row: labels[row.pk]
        return form

    def back(self) -> str:
        return reverse("units:duplicates")

    def perform(self, form: MergeForm) -> str:
        kept = form.cleaned_data["keep"]
        merge_contributors(kept, [row for row in self.chosen if row.pk != kept.pk], by=self.by)
        return _t("The entries of %(person)s have been merged.") % {"person": kept}


class MoveForm(PlainForm):
    unit = UnitField(
        label=_("unit"), required=False, empty_label=_("no unit"), help_text=_("Empty: a contributor of no unit.")
    )


class MoveView(KeepersMixin, ActFormView):
    form_class = MoveForm
    explanation = _("What was published stays with the unit of its day.")
    submit_label = _("Move")

    @cached_property
    def contributor(self) -> Contributor:
        return get_object_or_404(Contributor.objects.offered(), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return _t("Move %(person)s") % {"person": self.contributor}

    def get_initial(self) -> dict[str, Any]:
        return {"unit": self.contributor.unit_id}

    def back(self) -> str:
        return reverse("wagtailsnippets_units_contributor:edit", args=[self.contributor.pk])

    def perform(self, form: MoveForm) -> str:
        move_contributor(self.contributor, form.cleaned_data["unit"], by=self.by)
        return _t("%(person)s has been moved.") % {"person": self.contributor}


def _called(typed: str) -> list[Contributor]:
    words = fold(typed).split()
    names = Contributor.objects.offered().values_list("pk", "full_name")
    found = [pk for pk, name in names if all(word in fold(name) for word in words)][:FOUND]
    return list(Contributor.objects.filter(pk__in=found).prefetch_related("pen_names", "unit__versions"))


def _described(rows: list[Contributor]) -> list[dict[str, Any]]:
    """Entries with their unit and pen names; no telephone number, only whether one is recorded."""
    described = []
    for row in rows:
        facts = [row.unit.name_on(today()) if row.unit else _t("no unit")]
        facts += [_t("pen name %(name)s") % {"name": pen.name} for pen in row.pen_names.all()]
        facts += [_t("has a telephone number")] if row.phone else []
        facts += [_t("has a login")] if row.user_id else []
        described.append({"row": row, "facts": facts, "label": f"{row.full_name} ({'; '.join(map(str, facts))})"})
    return described
