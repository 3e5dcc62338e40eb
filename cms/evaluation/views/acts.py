"""The acts on an evaluation, each a small screen that says what will happen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cms.evaluation import acts
from cms.evaluation.forms.acts import CloseForm, ReasonForm, SendForm
from cms.evaluation.models import Evaluation, EvaluationRefused, State

from .board import EvaluationScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.accounts.models import User


@dataclass(frozen=True)
class Offer:
    """An act as it is offered: in which state, what it asks, what it says beforehand and does."""

    state: State
    form: type[forms.Form]
    title: Any
    explanation: Any
    done: Any
    do: Callable[[Evaluation, Any, User], Evaluation]
    is_final: bool = False


OFFERS = {
    "trinh-ky": Offer(
        State.AT_SIGNATURE,
        SendForm,
        _("Send to signature"),
        _("The figures and comments are frozen as they are now. You get the letter with number and date left blank."),
        _("The figures are frozen: download the letter and have it signed."),
        lambda evaluation, form, by: acts.send_to_signature(evaluation, by=by, letter=form.letter()),
    ),
    "rut-ve": Offer(
        State.OPEN,
        ReasonForm,
        _("Take back from signature"),
        _("What was frozen is let go; the figures live again and are frozen anew the next time."),
        _("The evaluation is open again."),
        lambda evaluation, form, by: acts.take_back(evaluation, by=by, reason=form.cleaned_data["reason"]),
    ),
    "chot": Offer(
        State.CLOSED,
        CloseForm,
        _("Close the year"),
        _("Enter what stands on the signed paper. From then on nothing changes any more; units see their result."),
        _("The year is closed."),
        lambda evaluation, form, by: acts.close(evaluation, by=by, **form.cleaned_data),
        is_final=True,
    ),
    "mo-lai": Offer(
        State.OPEN,
        ReasonForm,
        _("Reopen the year"),
        _("A new version is opened, with the comments of this one. What was closed stays as it is, for ever."),
        _("A new version is open."),
        lambda evaluation, form, by: acts.reopen(evaluation, by=by, reason=form.cleaned_data["reason"]),
    ),
    "bo": Offer(
        State.DROPPED,
        ReasonForm,
        _("Drop the evaluation"),
        _("For an evaluation that was opened by mistake. It stays in the list; the year can be opened anew."),
        _("The evaluation is dropped."),
        lambda evaluation, form, by: acts.drop(evaluation, by=by, reason=form.cleaned_data["reason"]),
        is_final=True,
    ),
}


class ActView(EvaluationScreen):
    """One act: what it asks and what it does."""

    template_name = "evaluation/act.html"

    @cached_property
    def offer(self) -> Offer:
        if self.kwargs["act"] not in OFFERS:
            raise Http404
        return OFFERS[self.kwargs["act"]]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(form=self.offer.form(), offer=self.offer)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.offer.form(request.POST)
        if form.is_valid():
            try:
                done = self.offer.do(self.evaluation, form, self.request.user)
            except EvaluationRefused as refusal:
                form.add_error(None, str(refusal))
            except IntegrityError:
                form.add_error(None, _t("Somebody else has done it at the same moment: look at the evaluation again."))
            else:
                messages.success(request, str(self.offer.done))
                return redirect("evaluation:evaluation", done.pk)
        return self.answer(form=form, offer=self.offer)
