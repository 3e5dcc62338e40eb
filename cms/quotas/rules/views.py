"""The screens of quota rules: what holds on a day, and a form for each act."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.quotas.explaining.rules import rule_in_words
from cms.quotas.models import QuotaRule
from cms.units.days import today
from cms.units.people_screens.act_view import ActFormView
from cms.units.roles import is_board

from .acts import change_rule, correct_rule, end_rule, enter_rule, take_back_rule
from .forms import CorrectForm, EndForm, SayingForm, TakeBackForm, as_filled_in
from .words import days_of, sizes_of

if TYPE_CHECKING:
    from django.http import HttpRequest


class BoardsActView(ActFormView):
    """An act on rules: the board's alone; the act itself asks once more."""

    icon = "list-ul"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not is_board(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def back(self) -> str:
        return reverse("quota_rules:list")


class EnterRuleView(BoardsActView):
    form_class = SayingForm
    title = _("Enter a quota rule")
    explanation = _(
        "If the first day has passed, all figures from that day on that are not frozen are counted by this rule."
    )
    submit_label = _("Enter the rule")

    def perform(self, form: SayingForm) -> str:
        enter_rule(form.saying, by=self.by)
        return _t("The quota rule has been entered.")


class _OfRule(BoardsActView):
    """An act on one rule that holds, which the screen shows."""

    template_name = "quotas/rules/act.html"

    @cached_property
    def rule(self) -> QuotaRule:
        rules = QuotaRule.objects.standing().select_related("kind")
        return get_object_or_404(rules, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"kind": self.rule.kind, "sizes": sizes_of(self.rule), "days": days_of(self.rule)}
        return super().get_context_data(rule=self.rule, told=told, words=rule_in_words(self.rule), **kwargs)


class ChangeRuleView(_OfRule):
    form_class = SayingForm
    title = _("Change a quota rule")
    explanation = _("The rule ends on the first day of the new one. What was asked before stays as it was.")
    submit_label = _("Let the new numbers hold")

    def get_initial(self) -> dict[str, Any]:
        return as_filled_in(self.rule) | {"valid_from": today()}

    def perform(self, form: SayingForm) -> str:
        change_rule(self.rule, form.saying, by=self.by)
        return _t("The new quota rule has been entered; the one before ends when it begins.")


class EndRuleView(_OfRule):
    form_class = EndForm
    title = _("End a quota rule")
    explanation = _("From this day on no number is asked of these units, until another rule is entered.")
    submit_label = _("End the rule")
    is_grave = True

    def perform(self, form: EndForm) -> str:
        end_rule(self.rule, on=form.cleaned_data["valid_from"], by=self.by)
        return _t("The quota rule has been ended.")


class CorrectRuleView(_OfRule):
    form_class = CorrectForm
    title = _("Correct a quota rule")
    explanation = _(
        "Only for what was entered wrongly: all figures of its days that are not frozen are counted anew. "
        "If the numbers themselves change from a day on, choose Change instead."
    )
    submit_label = _("Correct the rule")
    is_grave = True

    def get_initial(self) -> dict[str, Any]:
        return as_filled_in(self.rule)

    def perform(self, form: CorrectForm) -> str:
        correct_rule(self.rule, form.saying, reason=form.cleaned_data["reason"], by=self.by)
        return _t("The quota rule has been corrected; what was entered before stays readable.")


class TakeBackRuleView(_OfRule):
    form_class = TakeBackForm
    title = _("Take back a quota rule")
    explanation = _(
        "Only for a rule that should never have been entered: all figures of its days that are not frozen are "
        "counted without it."
    )
    submit_label = _("Take the rule back")
    is_grave = True

    def perform(self, form: TakeBackForm) -> str:
        take_back_rule(self.rule, reason=form.cleaned_data["reason"], by=self.by)
        return _t("The quota rule has been taken back; it stays readable.")
