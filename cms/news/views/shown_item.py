"""Which content of which item a screen shows to a person."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views import View

from cms.news.access import ItemAccess
from cms.news.models import NewsPage

if TYPE_CHECKING:
    from cms.accounts.models import User


class ItemMixin(View):
    """Finds the item; one that the person may not know of answers 404."""

    @property
    def person(self) -> User:
        """Who asks; ``require_admin_access`` has seen to it that somebody does."""
        return cast("User", self.request.user)

    @cached_property
    def access(self) -> ItemAccess:
        return ItemAccess(self.person, self.page)

    @cached_property
    def page(self) -> NewsPage:
        items = NewsPage.objects.select_related("unit", "genre", "latest_revision", "publication", "release__approval")
        page = get_object_or_404(items, pk=self.kwargs["pk"])
        if not self._is_for_them(ItemAccess(self.person, page)):
            raise Http404
        return page

    @cached_property
    def latest(self) -> NewsPage:
        return self.page.latest

    def _is_for_them(self, access: ItemAccess) -> bool:
        return access.may_see


class ShownItemMixin(ItemMixin):
    """Shows the latest content to those whom it is for; to the board, while a unit changes it, the published one."""

    @cached_property
    def latest(self) -> NewsPage:
        if self.access.may_see:
            return self.page.latest
        return self.page.with_content_json(self.page.release.approval.content)

    @cached_property
    def digest(self) -> str:
        """The digest of the content that is shown."""
        return self.page.latest_digest if self.access.may_see else self.page.release.approval.digest

    def _is_for_them(self, access: ItemAccess) -> bool:
        return access.may_see or access.may_see_published
