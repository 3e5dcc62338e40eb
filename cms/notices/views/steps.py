"""The steps of a notice: each is one act, asked by POST."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.notices import acts
from cms.notices.forms import IssueForm, SendForm, TakeBackForm, VersionForm
from cms.notices.models import Notice
from cms.notices.refusals import NoticeRefused, NumberTaken
from cms.notices.views.access import NoticeMixin
from cms.notices.views.notice import screen

if TYPE_CHECKING:
    from cms.accounts.requests import SignedInRequest


class StepView(NoticeMixin):
    http_method_names = ["post"]

    def refused(self, refusal: NoticeRefused) -> HttpResponse:
        """Back to the screen as it is now, with the reason."""
        messages.error(self.request, str(refusal))
        return redirect("notices:notice", self.notice.pk)

    def incomplete(self) -> HttpResponse:
        messages.error(self.request, _("Something is missing: open the screen again."))
        return redirect("notices:notice", self.notice.pk)


class SendView(StepView):
    """*Trình ký*."""

    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        form = SendForm(request.POST)
        if not form.is_valid():
            return self.incomplete()
        try:
            acts.send_to_signature(self.notice, by=request.user, **form.cleaned_data)
        except NoticeRefused as refusal:
            return self.refused(refusal)
        messages.success(
            request, _("The notice is at signature: its facts are frozen. Print the Word file and have it signed.")
        )
        return redirect("notices:notice", pk)


class TakeBackView(StepView):
    """Back from signature."""

    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        form = TakeBackForm(request.POST)
        if not form.is_valid():
            if self.notice.is_at_signature:
                return screen(request, self.notice, take_back=form)
            return self.incomplete()
        try:
            acts.take_back(self.notice, by=request.user, **form.cleaned_data)
        except NoticeRefused as refusal:
            return self.refused(refusal)
        messages.success(request, _("The notice is a draft again; its facts will be gathered anew."))
        return redirect("notices:notice", pk)


class IssueView(StepView):
    """*Ban hành*."""

    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        form = IssueForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._again(form)
        try:
            acts.issue(self.notice, form.given(), by=request.user, version=form.cleaned_data["version"])
        except NoticeRefused as refusal:
            form.add_error("although_taken" if isinstance(refusal, NumberTaken) else None, str(refusal))
            return self._again(form, refusal)
        messages.success(request, _("The notice is issued: readers find it on the portal."))
        return redirect("notices:notice", pk)

    def _again(self, form: IssueForm, refusal: NoticeRefused | None = None) -> HttpResponse:
        """The form with what was typed, as long as the notice still waits for it."""
        now = Notice.objects.get(pk=self.notice.pk)
        if now.is_at_signature and now.version == self.notice.version:
            return screen(self.request, now, issue=form)
        return self.refused(refusal) if refusal else self.incomplete()


class AmendView(StepView):
    """Begins the notice that amends an issued one."""

    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        try:
            amending = acts.amend(self.notice, by=request.user)
        except NoticeRefused as refusal:
            return self.refused(refusal)
        return redirect("notices:notice", amending.pk)


class DropView(StepView):
    """Gives up a draft."""

    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        form = VersionForm(request.POST)
        if not form.is_valid():
            return self.incomplete()
        try:
            acts.drop(self.notice, by=request.user, version=form.cleaned_data["version"])
        except NoticeRefused as refusal:
            return self.refused(refusal)
        messages.success(request, _("The draft has been deleted."))
        return redirect("notices:index")
