"""Wagtail's screens to write an item in, which do nothing but keep text."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.history import PageHistoryView, WorkflowHistoryDetailView, WorkflowHistoryView
from wagtail.admin.views.pages.revisions import RevisionsCompareView, RevisionsRevertView, RevisionsView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.news.models import ItemAuthor, NewsPage
from cms.news.refusals import ActRefused
from cms.units.models import Origin
from cms.units.permissions import is_confined

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.admin.views.pages.edit import EditView as _Screen
else:
    _Screen = object

TO_ITEM = "action-to-item"


class _OnlyKeeps(_Screen):
    """Whatever a form posts, these screens keep the text; decisions are made on the item's own screen."""

    @cached_property
    def action_name_and_method(self) -> tuple[str, Any]:
        return ("save", self.save_action)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except ActRefused as refusal:
            if self.expects_json_response:
                return self.json_error_response("locked", str(refusal))
            messages.error(request, str(refusal))
            return redirect("wagtailadmin_home")

    def redirect_and_remain(self) -> HttpResponse:
        if self.request.POST.get(TO_ITEM):
            return redirect("news:item", self.page.pk)
        return super().redirect_and_remain()


def _key_of(request: HttpRequest) -> uuid.UUID | None:
    """The key that the empty form was given, if it is one."""
    try:
        return uuid.UUID(request.POST.get("creation_key", ""))
    except ValueError:
        return None


class NewsCreateView(_OnlyKeeps, CreateView):
    """A new item, with its writer as the author."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if is_confined(request.user):
            return redirect("news:writing_new", self.parent_page.unit_id)
        self.page.unit = self.parent_page.unit
        contributor = getattr(request.user, "contributor", None)
        byline = contributor.bylines[0] if contributor else str(request.user)
        self.page.body = [("text", RichText(""))]
        if request.GET.get("origin") == Origin.REPOSTED:
            self.page.origin = Origin.REPOSTED
        self.page.authors.add(ItemAuthor(contributor=contributor, byline=byline))
        return super().get(request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.page.unit = self.parent_page.unit
        key = _key_of(request)
        if key is not None:
            self.page.creation_key = key
            earlier = NewsPage.objects.filter(creation_key=key).first()
            if earlier is not None:
                return self._sent_again(earlier)
        try:
            return super().post(request, *args, **kwargs)
        except IntegrityError:
            earlier = NewsPage.objects.filter(creation_key=key).first()
            if earlier is None:
                raise
            # The same form came twice at once; the other one was first.
            return self._refuse_repetition(earlier)

    def _sent_again(self, earlier: NewsPage) -> HttpResponse:
        """The form of an item that is there already: keep what is newer of its text, and make no second item."""
        if earlier.owner_id != self.request.user.pk or earlier.submitted_at or self.expects_json_response:
            return self._refuse_repetition(earlier)
        with transaction.atomic():
            earlier.delete()
            return super().post(self.request)

    def _refuse_repetition(self, earlier: NewsPage) -> HttpResponse:
        if self.expects_json_response:
            return self.json_error_response("invalid_revision", _("The item is being kept already."))
        messages.error(self.request, _("This form was sent before: here is the item that it made."))
        if earlier.owner_id != self.request.user.pk:
            return redirect("news:mine")
        return redirect("news:item", earlier.pk)


class NewsEditView(_OnlyKeeps, EditView):
    """An item's text, for those whose turn it is."""

    is_cancelling_workflow = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_confined(request.user):
            return redirect("news:writing", self.page.pk)
        return super().get(request, *args, **kwargs)

    def get_edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=(self.page.id,))

    def send_commenting_notifications(self, changes: dict[str, Any]) -> None:
        """Nothing: those who write read the comments in their form when the item is returned to them."""


class NewsRevertView(_OnlyKeeps, RevisionsRevertView):
    """An earlier text, to be kept as the latest by those whose turn it is."""

    is_cancelling_workflow = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_confined(request.user) or not self._may_see_earlier:
            return redirect("news:history", self.page.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self._may_see_earlier:
            return redirect("news:history", self.page.pk)
        return super().post(request, *args, **kwargs)

    @property
    def _may_see_earlier(self) -> bool:
        return self.page.permissions_for_user(self.request.user).can_view_revisions()


class _OfEarlierTexts(_Screen):
    """A screen of what an item was before; the board reads what reached it in ``news:history``."""

    def get_object(self, *args: Any, **kwargs: Any) -> Page:
        page = super().get_object(*args, **kwargs)
        if not page.permissions_for_user(self.request.user).can_view_revisions():
            raise Http404
        return page


class NewsHistoryView(_OfEarlierTexts, PageHistoryView):
    pass


class NewsRevisionView(_OfEarlierTexts, RevisionsView):
    pass


class NewsCompareView(_OfEarlierTexts, RevisionsCompareView):
    pass


class NewsWorkflowHistoryView(_OfEarlierTexts, WorkflowHistoryView):
    pass


class NewsWorkflowDetailView(_OfEarlierTexts, WorkflowHistoryDetailView):
    pass


class DeskSearchView(SearchView):
    """Wagtail's search of pages; people of units search their own items instead."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_confined(request.user):
            return redirect(f"{reverse('news:mine')}?{urlencode({'q': request.GET.get('q', '')})}")
        return super().dispatch(request, *args, **kwargs)


class DeskPageViewSet(PageViewSet):
    model = Page
    search_view_class = DeskSearchView


class NewsPageViewSet(PageViewSet):
    model = NewsPage
    add_view_class = NewsCreateView
    edit_view_class = NewsEditView
    revisions_revert_view_class = NewsRevertView
    revisions_view_class = NewsRevisionView
    revisions_compare_view_class = NewsCompareView
    history_view_class = NewsHistoryView
    workflow_history_view_class = NewsWorkflowHistoryView
    workflow_history_detail_view_class = NewsWorkflowDetailView
