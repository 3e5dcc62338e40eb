"""The buttons of the item's screen: does an act, and leads on to what comes next."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.news.acts import Act, act_named
from cms.news.board_desk.line import next_for
from cms.news.comments import settle
from cms.news.forms import ActForm
from cms.news.models import State
from cms.news.refusals import ActRefused, Incomplete
from cms.news.views.item import ItemView
from cms.news.views.shown_item import ItemMixin, ShownItemMixin
from cms.units.models import PublicationRefused

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@method_decorator(require_admin_access, name="dispatch")
class ActView(ShownItemMixin):
    """Does an act, or shows the item's screen again with the reason why not and with what was typed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        chosen = act_named(act)
        if chosen is None:
            raise Http404
        form = ActForm(chosen, self.latest, request.POST)
        if not form.is_valid():
            messages.error(request, _("Nothing was done: please look at the marked field."))
            return self._again(request, form, status=422)
        following = next_for(self.person, behind=self.page) if self._works_through_line else None
        try:
            chosen.function(self.page, by=self.person, **form.arguments())
        except Incomplete as refusal:
            messages.error(request, _("The item is not complete: see the list of what is missing."))
            return self._again(request, form, status=409, refused=str(refusal))
        except (ActRefused, PublicationRefused) as refusal:
            messages.error(request, str(refusal))
            return self._again(request, form, status=409)
        if self._works_through_line:
            return self._go_on(chosen, following)
        messages.success(request, str(chosen.done))
        return redirect("news:item" if self.access.is_board else "news:passed_on", pk)

    @cached_property
    def _works_through_line(self) -> bool:
        """Whether a member of the board decides on an item of the list that the board works through."""
        return self.access.is_board and self.page.state == State.AT_BOARD

    def _go_on(self, act: Act, following: int | None) -> HttpResponse:
        """To the next item, with the way to those who should be told of this one."""
        tell = messages.button(reverse("news:passed_on", args=[self.page.pk]), _("Tell those concerned"))
        messages.success(self.request, f"{self.latest.title}: {act.done}", buttons=[tell])
        return redirect("news:item", following) if following else redirect("news:board")

    def _again(self, request: HttpRequest, form: ActForm, status: int, **extra: Any) -> HttpResponse:
        view = ItemView()
        view.setup(request, pk=self.kwargs["pk"])
        # What is decided next must be about the content that is shown now.
        typed = request.POST.copy()
        typed[form.add_prefix("digest")] = view.digest
        view.bound_form = ActForm(form.act, view.latest, typed)
        response = view.render_to_response(view.get_context_data(**extra))
        response.status_code = status
        return response


@method_decorator(require_admin_access, name="dispatch")
class SettleCommentView(ItemMixin):
    """Closes a comment of the board's that is done with."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, comment: int) -> HttpResponse:
        if not self.access.is_board:
            raise Http404
        settle(self.page, get_object_or_404(self.page.wagtail_admin_comments, pk=comment).pk, by=self.person)
        messages.success(request, _("The comment is done with."))
        return redirect("news:item", pk)
