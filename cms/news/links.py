"""Links in texts to pages: only what readers may see is named, for an address says the headline."""

from __future__ import annotations

from typing import Any

from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class LivePageLinkHandler(PageLinkHandler):
    """Links to pages that readers may see; a link to any other page leads nowhere."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Any]:
        return [page if page is not None and page.live else None for page in super().get_many(attrs_list)]


class LivePageLinkElementHandler(PageLinkElementHandler):
    """The same in the editor."""

    def get_attribute_data(self, attrs: dict) -> dict[str, Any]:
        if not Page.objects.live().filter(pk=attrs["id"]).exists():
            return {"id": int(attrs["id"]), "url": None, "parentId": None}
        return super().get_attribute_data(attrs)
