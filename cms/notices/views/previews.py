"""The letter before it is issued: as readers will see it, and as the signer does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from wagtail.utils.decorators import xframe_options_sameorigin_override

from cms.notices.facts.current import facts_of
from cms.notices.letter.composing import letter_of
from cms.notices.letter.preview import shown_letter
from cms.notices.public.finding import amendment_of
from cms.notices.public.shown import ShownNotice
from cms.notices.views.access import NoticeMixin
from cms.official_documents.models import DocumentSettings

if TYPE_CHECKING:
    from cms.accounts.requests import SignedInRequest


@method_decorator(xframe_options_sameorigin_override, name="dispatch")
class ReadersView(NoticeMixin):
    """The public page with the facts as they are now."""

    def get(self, request: SignedInRequest, pk: int) -> HttpResponse:
        shown = ShownNotice(self.notice, facts_of(self.notice))
        context = {"shown": shown, "amendment": amendment_of(self.notice), "is_preview": True}
        return render(request, "notices/readers.html", context)


@method_decorator(xframe_options_sameorigin_override, name="dispatch")
class SignersView(NoticeMixin):
    """The letter as it lies before the signer."""

    def get(self, request: SignedInRequest, pk: int) -> HttpResponse:
        letter = letter_of(self.notice, facts_of(self.notice))
        settings = DocumentSettings.current()
        context = {"letter": shown_letter(letter), "office": settings, "symbol": letter.symbol or settings.symbol}
        return render(request, "notices/signers.html", context)
