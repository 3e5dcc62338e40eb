"""*Sửa ghi nhận*: an amendment is filled in, its effect looked at, and then made."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.news.record.amend_form import AmendForm
from cms.news.record.effect import AmendmentEffect, effect_of
from cms.news.views.record import RecordMixin
from cms.units.amending import amend
from cms.units.models import Publication, PublicationRefused
from cms.units.permissions import is_board

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.accounts.models import User


@method_decorator(require_admin_access, name="dispatch")
class AmendView(RecordMixin, TemplateView):
    """The form of an amendment; it is made when exactly its effect, as it is now, has been seen."""

    template_name = "news/record/amend.html"

    def is_for(self, user: User) -> bool:
        return is_board(user)

    @cached_property
    def publication(self) -> Publication:
        publications = Publication.objects.select_related("page").defer("content")
        return get_object_or_404(publications, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(AmendForm(self.publication))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AmendForm(self.publication, request.POST)
        if not form.is_valid():
            messages.error(request, _("Nothing was done: please look at the marked field."))
            return self._show(form, status=422)
        effect = effect_of(self.publication, (form.old_units, form.old_credits), (form.new_units(), form.new_credits()))
        is_seen = form.cleaned_data["shown"] == effect.digest
        try:
            self._amend(form, for_good=is_seen)
        except PublicationRefused as refusal:
            messages.error(request, str(refusal))
            return self._show(self._fresh_if_amended(form), status=409)
        if not is_seen:
            return self._show(form, effect=effect)
        messages.success(request, _("The record has been amended; the units concerned are told."))
        return redirect("news:publication", self.publication.pk)

    def _fresh_if_amended(self, form: AmendForm) -> AmendForm:
        """``form``, or one of the record as it is now, if what was chosen was about another one; the reason stays."""
        if form.cleaned_data["seen"] == self.publication.amendments.count():
            return form
        fresh = AmendForm(self.publication)
        fresh.initial["reason"] = form.cleaned_data["reason"]
        return fresh

    def _amend(self, form: AmendForm, *, for_good: bool) -> None:
        """Do the act; before its effect has been seen only to hear what it refuses."""
        data = form.cleaned_data
        with transaction.atomic():
            amend(
                self.publication,
                by=self.person,
                reason=data["reason"],
                units=form.new_units(),
                bylines=form.new_credits(),
                seen=data["seen"],
            )
            if not for_good:
                transaction.set_rollback(True)

    def _show(self, form: AmendForm, *, effect: AmendmentEffect | None = None, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            publication=self.publication,
            form=form,
            effect=effect,
            shown=effect.digest if effect else "",
            # What is decided next is about the record that is shown now.
            seen=self.publication.amendments.count(),
        )
        return self.render_to_response(context, status=status)
