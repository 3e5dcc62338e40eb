"""The item's own screen: what it says, how it looks, what is missing or doubtful, and what one may decide."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin
from wagtail.admin.auth import require_admin_access
from wagtail.utils.decorators import xframe_options_sameorigin_override

from cms.news.access import WRITING, ItemAccess
from cms.news.acts import Act, acts_for, standing_of
from cms.news.board_desk.line import Neighbours, neighbours_of
from cms.news.comments import comments_for
from cms.news.contacts import contacts_for
from cms.news.differences import differences_since_approval, differences_to_readers, mended_by_approver
from cms.news.duplicates import likely_duplicates
from cms.news.forms import ActForm
from cms.news.messages import writers_of
from cms.news.models import Approval, NewsPage, State
from cms.news.models.states import IN_MODERATION, WITH_WRITER
from cms.news.passing_on.panel import passing_on
from cms.news.passing_on.sightings import note_seen
from cms.news.photo_evidence import photo_evidence
from cms.news.reading import load_photos
from cms.news.record.amendments import Amended, amendments_of
from cms.news.requirements import missing_in
from cms.news.traces import last_reason
from cms.news.views.shown_item import ItemMixin, ShownItemMixin
from cms.units.models import Origin, Stage
from cms.units.permissions import approvers_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

__all__ = ["ItemMixin", "ItemPreviewView", "ItemView"]

# While an item is still to be decided somebody can do something about what is doubtful in it.
_UNDECIDED = {*WITH_WRITER, State.AT_UNIT, State.AT_CONFIRMATION, State.AT_BOARD}


@method_decorator([never_cache, require_admin_access], name="dispatch")
class ItemView(TemplateResponseMixin, ContextMixin, ShownItemMixin):
    """The item with everything one needs to decide, on one screen."""

    template_name = "news/item.html"
    bound_form: ActForm | None = None

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.access.may_see:
            note_seen(self.page, self.person)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        load_photos(self.latest)
        context = {
            "item": self.page,
            "latest": self.latest,
            "digest": self.digest,
            "standing": standing_of(self.page),
            # Why a unit's own approver returned its change is the unit's, like the change.
            "reason": last_reason(self.page) if self.access.may_see else self.page.publication.hidden_reason,
            "contacts": contacts_for(self.person, self.latest),
            "approvals": self._approvals(),
            "neighbours": self._neighbours(),
            "passing_on": passing_on(self.page, self.person),
            "shows_published_only": self.access.may_see_published,
            "amendments": self._amendments(),
            "shows_record": self.access.is_board,
        }
        context |= self._forms() | self._writing()
        if self.access.may_see:
            context |= self._doubts() | self._changes()
        return super().get_context_data(**context, **kwargs)

    def _approvals(self) -> QuerySet[Approval]:
        given = Approval.objects.filter(page=self.page).select_related("user", "paper__entered_by")
        return given.order_by("given_at").defer("content")

    def _amendments(self) -> list[Amended]:
        """How the record of its publication was amended: its unit reads why its figures changed."""
        publication = getattr(self.page, "publication", None)
        return amendments_of(publication) if publication is not None else []

    def _forms(self) -> dict[str, Any]:
        """What one may do: what the board publishes by in one form, every other act in its own."""
        forms = [self._form(act) for act in acts_for(self.access)]
        publishing = {form.act.name: form for form in forms if form.act.completes}
        bound = self.bound_form if self.bound_form and self.bound_form.act.completes else publishing.get("publish")
        return {
            "forms": [form for form in forms if not form.act.completes],
            "publishing": publishing,
            "completing": bound.completing if bound else None,
            "refusal": self._refusal(self.access),
        }

    def _form(self, act: Act) -> ActForm:
        if self.bound_form is not None and self.bound_form.act == act:
            return self.bound_form
        return ActForm(act, self.latest, initial={"digest": self.digest})

    def _writing(self) -> dict[str, Any]:
        """Whether one may change the item, and who would be asked next."""
        stage = self.access.edit_stage()
        writers = writers_of(self.page)
        # What only the board fills in, whence a repost comes among it, stands in its editor alone.
        in_editor = stage == Stage.BOARD or (self.access.is_board and self.latest.origin == Origin.REPOSTED)
        return {
            "may_edit": stage is not None,
            "edit_url_name": "wagtailadmin_pages:edit" if in_editor else "news:writing",
            # Wagtail names the places of its form by the tab's heading, which is translated.
            "editor_tab": NewsPage.get_edit_handler().children[0].clean_name,
            "proposes": stage == WRITING and self.page.state == State.PUBLISHED,
            "may_delete": self.access.may_delete(),
            "asked": [m for m in approvers_of(self.page.unit) if m.user not in writers],
            "shows_asked": self.page.state in {*WITH_WRITER, State.AT_UNIT} and not self.access.is_board,
        }

    def _doubts(self) -> dict[str, Any]:
        """What is missing, what may be a double, what the board remarked."""
        doubts = {
            "missing": missing_in(self.latest),
            "duplicates": likely_duplicates(self.page, self.person) if self.page.state in _UNDECIDED else [],
            "comments": comments_for(self.page),
        }
        is_clean = self.page.state in IN_MODERATION and not any(doubts.values())
        photo_notes = photo_evidence(self.latest, self.person)
        return doubts | {"is_clean": is_clean, "photo_notes": photo_notes, "may_settle": self.access.is_board}

    def _changes(self) -> dict[str, Any]:
        """What others made of it: the approver and the board of what was sent, the unit of what readers see."""
        return {
            "mending": mended_by_approver(self.page) if self.access.is_of_unit else None,
            "differences": differences_since_approval(self.page, self.latest),
            "proposal": differences_to_readers(self.page, self.latest) if self.page.state != State.PUBLISHED else [],
        }

    def _neighbours(self) -> Neighbours | None:
        return neighbours_of(self.page, self.person) if self.access.is_board else None

    def _refusal(self, access: ItemAccess) -> str | None:
        """Why somebody who could decide otherwise may not decide on this item."""
        if self.page.state == State.AT_UNIT and access.is_approver:
            return access.refusal_to_decide(Stage.UNIT)
        if self.page.state == State.AT_BOARD and access.is_board:
            return access.refusal_to_decide(Stage.BOARD)
        return None


@method_decorator([require_admin_access, xframe_options_sameorigin_override], name="dispatch")
class ItemPreviewView(ShownItemMixin, View):
    """The item as it will look to readers, for the frame on its screen."""

    @cached_property
    def _is_as_seen(self) -> bool:
        return self.request.GET.get("digest", self.digest) == self.digest

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self._is_as_seen:
            # Nobody decides on a content while looking at another.
            return render(request, "news/changed.html", status=409)
        load_photos(self.latest)
        response = self.latest.make_preview_request(request, "")
        response["Cache-Control"] = "private, no-store"
        return response
