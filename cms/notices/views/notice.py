"""The one screen of a notice: facts, words, preview, and what can be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import ModelLogEntry

from cms.notices import acts
from cms.notices.announcing import text_for_group
from cms.notices.facts.annex import units_without_items
from cms.notices.facts.current import facts_of
from cms.notices.forms import IssueForm, SendForm, TakeBackForm, VersionForm, WordsForm
from cms.notices.models import Notice
from cms.notices.public.finding import amendment_of
from cms.notices.public.shown import ShownNotice
from cms.notices.refusals import NoticeRefused
from cms.notices.views.access import NoticeMixin
from cms.units.days import today

if TYPE_CHECKING:
    from cms.accounts.requests import SignedInRequest
    from cms.notices.facts.shape import Facts


class NoticeView(NoticeMixin):
    """Shows a notice in whatever state, and stores the words of a draft."""

    def get(self, request: SignedInRequest, pk: int) -> HttpResponse:
        return screen(request, self.notice)

    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        form = WordsForm(request.POST)
        if not form.is_valid():
            return screen(request, self.notice, words=form)
        try:
            acts.write(self.notice, form.words(), by=request.user, version=form.cleaned_data["version"])
        except NoticeRefused as refusal:
            # What was typed stays on the screen: nobody writes it twice.
            messages.error(request, str(refusal))
            return screen(request, self.notice, words=form)
        messages.success(request, _("The draft is kept. The preview below shows it as it is now."))
        return redirect("notices:notice", pk)


def screen(request: SignedInRequest, notice: Notice, **forms: Any) -> HttpResponse:
    """The screen of a notice; forms that were refused come back with what was typed (status 422)."""
    facts = facts_of(notice)
    context: dict[str, Any] = {
        "notice": notice,
        "shown": ShownNotice(notice, facts),
        "is_over": notice.of_quarter.is_over(today()),
        "amendment": amendment_of(notice) if notice.is_issued else None,
        "history": _history(notice),
    }
    context |= _of_state(notice, facts) | forms
    return render(request, "notices/notice.html", context, status=422 if forms else 200)


def _of_state(notice: Notice, facts: Facts) -> dict[str, Any]:
    """What can be done with the notice where it stands."""
    seen = {"version": notice.version}
    if notice.is_draft:
        annex = units_without_items(notice.of_quarter, facts.channels, today()) if notice.with_annex else None
        return {
            "words": WordsForm.of(notice),
            "send": SendForm(initial=seen | {"digest": facts.digest}),
            "drop": VersionForm(initial=seen),
            "annex": annex,
        }
    annex = notice.frozen_annex if notice.annex is not None else None
    if notice.is_at_signature:
        return {"issue": IssueForm.of(notice), "take_back": TakeBackForm(initial=seen), "annex": annex}
    return {
        "group_text": text_for_group(notice, facts),
        "may_amend": not hasattr(notice, "amendment"),
        "annex": annex,
    }


def _history(notice: Notice) -> Any:
    """What was done to the notice, by whom, the last first."""
    entries = ModelLogEntry.objects.for_instance(notice).select_related("user")
    return entries.order_by("-timestamp", "-pk")
