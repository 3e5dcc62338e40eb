"""*Bản trình duyệt* on the screen, ready to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from wagtail.admin.auth import require_admin_access

from cms.news.paper.sheet import sheet_of
from cms.news.views.shown_item import ItemMixin

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@method_decorator(require_admin_access, name="dispatch")
class PrintSheetView(ItemMixin):
    """Any item that the person may see, as a page for signature."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = sheet_of(self.page)
        context = {"sheet": sheet, "page": sheet.item, "item": self.page, "printed_at": timezone.now()}
        response = render(request, "news/print_sheet.html", context)
        response["Cache-Control"] = "private, no-store"
        return response
