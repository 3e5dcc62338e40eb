"""An act on the register in few screens: the facts, what becomes of the rest, a preview of the effect, done.

Nothing is kept between the screens but in the forms themselves: whoever goes back finds what they typed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.units.days import today
from cms.units.forms.fates import FateForm
from cms.units.forms.reorganisations import ReorganisationForm
from cms.units.successions import Fate, Preview, preview
from cms.units.successions.guards import lock_register
from cms.units.views.administrators import AdministratorsOnly
from cms.units.views.offers import OFFERS, Offer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.units.forms.decision import DecisionForm
    from cms.units.models import Succession

FACTS, FATES, CONFIRM = "facts", "fates", "confirm"
BACK_TO_FACTS, BACK_TO_FATES = "back-to-facts", "back-to-fates"
# Refusals that are mended on the screen of fates.
_OF_FATES = {"homeless", "target-closes", "stranger", "parent-not-living"}
_OWN_FIELDS = {"csrfmiddlewaretoken", "step", "digest"}


def digest_of(told: Preview) -> str:
    """What a person has seen of a preview, in 64 digits: another effect, another digest."""
    plain = json.dumps(asdict(told), default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


class ActView(AdministratorsOnly):
    """The screens of one act."""

    template_name = "units/act.html"

    @cached_property
    def offer(self) -> Offer:
        """The act that the address names; 404 if there is none of the kind."""
        if self.kwargs["kind"] not in OFFERS:
            raise Http404
        return OFFERS[self.kwargs["kind"]]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = self.offer.starts_from
        named = request.GET.getlist(name)
        initial: dict[str, Any] = {name: named if name == "units" else named[0]} if named else {}
        return self._show_facts(self.offer.form(initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = request.POST.get("step", FACTS)
        facts = self.offer.form(request.POST)
        if not facts.is_valid() or step == BACK_TO_FACTS:
            return self._show_facts(facts)
        if not isinstance(facts, ReorganisationForm):
            return self._go_on(facts, None, step)
        if step == FACTS:
            # Whoever comes back from the facts finds the choices of before, as far as they are still to be made.
            asked_before = any(name.startswith("fate-") for name in request.POST)
            return self._show_fates(facts, FateForm(facts, request.POST) if asked_before else FateForm(facts))
        fates = FateForm(facts, request.POST)
        if not fates.is_valid() or step == BACK_TO_FATES:
            return self._show_fates(facts, fates)
        return self._go_on(facts, fates, step)

    def _go_on(self, facts: DecisionForm, fates: FateForm | None, step: str) -> HttpResponse:
        try:
            with transaction.atomic():
                lock_register()
                act = facts.act(by=self.request.user, fate=fates.fate() if fates else Fate())
                told = preview(act)
                seen = self.request.POST.get("digest", "")
                if step == CONFIRM and seen == digest_of(told):
                    return self._done(act())
        except ValidationError as refusal:
            return self._refused(facts, fates, refusal)
        if step == CONFIRM:
            messages.warning(
                self.request, _("Something changed meanwhile: look at the effect as it is now. Nothing was done yet.")
            )
        return self._show("preview", facts, told=told, digest=digest_of(told), carried=self._carried())

    def _refused(self, facts: DecisionForm, fates: FateForm | None, refusal: ValidationError) -> HttpResponse:
        codes = {error.code for error in getattr(refusal, "error_list", [])}
        if fates is not None and codes & _OF_FATES:
            fates.add_error(None, refusal)
            return self._show_fates(facts, fates)
        facts.refuse(refusal)
        return self._show_facts(facts)

    def _done(self, succession: Succession) -> HttpResponse:
        shown = [*succession.units_on("to"), *succession.units_on("from")][0]
        address = reverse("wagtailsnippets_units_unit:inspect", args=[shown.pk])
        text = _("Done and recorded: %(what)s.")
        if succession.day > today():
            text = _("Recorded; it takes effect on its day: %(what)s.")
        messages.success(
            self.request, text % {"what": succession}, buttons=[messages.button(address, _("See the unit"))]
        )
        return redirect(address)

    def _show_facts(self, facts: DecisionForm) -> HttpResponse:
        return self._show("facts", facts, carried=self._carried(facts, getattr(facts, "new_rows", None)))

    def _show_fates(self, facts: DecisionForm, fates: FateForm) -> HttpResponse:
        return self._show("fates", facts, fates=fates, carried=self._carried(fates))

    def _show(self, screen: str, facts: DecisionForm, **context: Any) -> HttpResponse:
        has_errors = (facts.is_bound and not facts.is_valid()) or bool(getattr(context.get("fates"), "errors", None))
        status = 422 if self.request.method == "POST" and has_errors else 200
        context |= {"screen": screen, "facts": facts, "offer": self.offer}
        return self.render_to_response(self.get_context_data(**context), status=status)

    def _carried(self, *shown: Any) -> list[tuple[str, str]]:
        """What was typed on the other screens, to be carried along by this one."""
        prefixes = [f"{form.prefix}-" for form in shown if form is not None and form.prefix]
        names = {name for form in shown if form is not None and not form.prefix for name in form.fields}
        return [
            (name, value)
            for name, values in self.request.POST.lists()
            for value in values
            if name not in names | _OWN_FIELDS and not name.startswith(tuple(prefixes))
        ]
