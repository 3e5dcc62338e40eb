"""Taking an act on the register back, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from cms.units.models import Succession
from cms.units.successions import undo
from cms.units.views.administrators import AdministratorsOnly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class UndoForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 40}),
        help_text=gettext_lazy("It stays on the unit's time line."),
    )


class _TakeBack(Exception):  # noqa: N818 - not an error: it carries the way back
    """Raised to roll the attempt back."""


class UndoView(AdministratorsOnly):
    """Says whether an act can be undone, and if not why; undoes it."""

    template_name = "units/undo.html"

    @cached_property
    def succession(self) -> Succession:
        """The act in question."""
        return get_object_or_404(Succession, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        units = list(dict.fromkeys(self.succession.units_on("from", "to", "with")))
        names = [(unit, unit.name_on(self.succession.day)) for unit in units]
        kwargs.setdefault("form", UndoForm())
        return super().get_context_data(
            succession=self.succession, units=names, refusal=self._refusal(), address=self._address, **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = UndoForm(request.POST)
        if form.is_valid():
            try:
                undo(self.succession, reason=form.cleaned_data["reason"], by=self.request.user)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, _("Undone and recorded: %(what)s.") % {"what": self.succession})
                return redirect(self._address)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    @property
    def _address(self) -> str:
        """The screen of a unit that was there before the act, or else of the one that it founded."""
        unit = [*self.succession.units_on("from"), *self.succession.units_on("to")][0]
        return reverse("wagtailsnippets_units_unit:inspect", args=[unit.pk])

    def _refusal(self) -> str:
        """Why the act cannot be undone: found out by undoing it and taking that back. Empty if it can."""
        try:
            with transaction.atomic():
                undo(self.succession, reason=_("attempt"), by=self.request.user)
                raise _TakeBack
        except _TakeBack:
            return ""
        except ValidationError as refusal:
            return " ".join(refusal.messages)
