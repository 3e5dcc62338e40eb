"""The item's own screen: what it says, how it looks, what is missing, and what one may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic.base import ContextMixin, TemplateResponseMixin
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.utils.decorators import xframe_options_sameorigin_override

from cms.news.access import ItemAccess
from cms.news.acts import act_named, acts_for, standing_of
from cms.news.contacts import contacts_for
from cms.news.differences import differences_since_approval
from cms.news.forms import ActForm
from cms.news.messages import writers_of
from cms.news.models import Approval, NewsPage, State
from cms.news.models.states import WITH_WRITER
from cms.news.reading import load_photos
from cms.news.refusals import ActRefused, Incomplete
from cms.news.requirements import missing_in
from cms.news.traces import last_reason
from cms.units.models import PublicationRefused, Stage
from cms.units.permissions import approvers_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.accounts.models import User


class ItemMixin(View):
    """Finds the item; one that the person may not know of answers 404."""

    @property
    def person(self) -> User:
        """Who asks; ``require_admin_access`` has seen to it that somebody does."""
        return cast("User", self.request.user)

    @cached_property
    def page(self) -> NewsPage:
        items = NewsPage.objects.select_related("unit", "genre", "latest_revision", "publication", "release__approval")
        page = get_object_or_404(items, pk=self.kwargs["pk"])
        if not ItemAccess(self.person, page).may_see:
            raise Http404
        return page

    @cached_property
    def latest(self) -> NewsPage:
        return self.page.latest


@method_decorator(require_admin_access, name="dispatch")
class ItemView(TemplateResponseMixin, ContextMixin, ItemMixin):
    """The item with everything one needs to decide, on one screen."""

    template_name = "news/item.html"
    bound_form: ActForm | None = None

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        access = ItemAccess(self.person, self.page)
        digest = self.page.latest_digest
        writers = writers_of(self.page)
        return super().get_context_data(
            item=self.page,
            latest=self.latest,
            digest=digest,
            standing=standing_of(self.page),
            reason=last_reason(self.page),
            missing=missing_in(self.latest),
            may_edit=access.edit_stage() is not None,
            may_delete=access.may_delete(),
            forms=[self._form(act, digest) for act in acts_for(access)],
            refusal=self._refusal(access),
            asked=[m for m in approvers_of(self.page.unit) if m.user not in writers],
            shows_asked=self.page.state in {*WITH_WRITER, State.AT_UNIT} and not access.is_board,
            approvals=Approval.objects.filter(page=self.page).order_by("given_at").defer("content"),
            contacts=contacts_for(self.person, self.latest),
            differences=differences_since_approval(self.page, self.latest),
            **kwargs,
        )

    def _form(self, act: Any, digest: str) -> ActForm:
        if self.bound_form is not None and self.bound_form.act == act:
            return self.bound_form
        return ActForm(act, initial={"digest": digest})

    def _refusal(self, access: ItemAccess) -> str | None:
        """Why somebody who could decide otherwise may not decide on this item."""
        if self.page.state == State.AT_UNIT and access.is_approver:
            return access.refusal_to_decide(Stage.UNIT)
        if self.page.state == State.AT_BOARD and access.is_board:
            return access.refusal_to_decide(Stage.BOARD)
        return None


@method_decorator(require_admin_access, name="dispatch")
class ActView(ItemMixin, View):
    """Does an act, or shows the item's screen again with the reason why not and with what was typed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        chosen = act_named(act)
        if chosen is None:
            raise Http404
        form = ActForm(chosen, request.POST)
        if not form.is_valid():
            messages.error(request, _("Nothing was done: please look at the marked field."))
            return self._again(request, form, status=422)
        try:
            chosen.function(self.page, by=self.person, **form.arguments())
        except Incomplete as refusal:
            messages.error(request, _("The item is not complete: see the list of what is missing."))
            return self._again(request, form, status=409, refused=str(refusal))
        except (ActRefused, PublicationRefused) as refusal:
            messages.error(request, str(refusal))
            return self._again(request, form, status=409)
        messages.success(request, str(chosen.done))
        return redirect("wagtailadmin_home")

    def _again(self, request: HttpRequest, form: ActForm, status: int, **extra: Any) -> HttpResponse:
        view = ItemView()
        view.setup(request, pk=self.kwargs["pk"])
        # What is decided next must be about the content that is shown now.
        typed = request.POST.copy()
        typed[form.add_prefix("digest")] = view.page.latest_digest
        view.bound_form = ActForm(form.act, typed)
        response = view.render_to_response(view.get_context_data(**extra))
        response.status_code = status
        return response


@method_decorator([require_admin_access, xframe_options_sameorigin_override], name="dispatch")
class ItemPreviewView(ItemMixin, View):
    """The item as it will look to readers, for the frame on its screen."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.GET.get("digest", self.page.latest_digest) != self.page.latest_digest:
            # Nobody decides on a content while looking at another.
            return render(request, "news/changed.html", status=409)
        load_photos(self.latest)
        response = self.latest.make_preview_request(request, "")
        response["Cache-Control"] = "private, no-store"
        return response
