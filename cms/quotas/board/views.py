"""The board's table of all units by periods, and the same as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.auth import require_admin_access

from cms.audit.trail import record
from cms.official_documents.workbooks import xlsx_response
from cms.quotas.asked import asked_of
from cms.quotas.board.export import sheets_of
from cms.quotas.board.filters import TableFilter
from cms.quotas.board.rows import Order, Row, ordered, rows_of
from cms.quotas.desk.access import sees_all

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from cms.accounts.models import User

PER_PAGE = 50
ORDER_PARAMETER, PRINT_PARAMETER = "xep", "in"
COLUMNS = [
    (Order.NAME, _("Name of the unit")),
    (Order.TIMELINESS, _("Periods met")),
    (Order.MISSING, _("Missing")),
    (Order.TOTAL, _("Whole year")),
]


@method_decorator(require_admin_access, name="dispatch")
class BoardOnly(View):
    """A screen for the board and administrators: to everybody else it is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not sees_all(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def order(self) -> str:
        """By what the table is sorted (``Order``)."""
        return self.request.GET.get(ORDER_PARAMETER, "")

    @cached_property
    def all_rows(self) -> list[Row]:
        """Every unit of the year."""
        return rows_of(asked_of(self.request))

    @cached_property
    def filter(self) -> TableFilter:
        """What is asked for."""
        return TableFilter(self.request, self.all_rows)

    @cached_property
    def rows(self) -> list[Row]:
        """The units that are asked for, in their order."""
        return ordered(self.filter.narrow(self.all_rows), self.order)


class TableView(BoardOnly, TemplateView):
    """All units by periods, 50 on a page; all on one page to be printed."""

    template_name = "quotas/board/table.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.rows
        prints = PRINT_PARAMETER in self.request.GET
        page = Paginator(rows, max(len(rows), 1) if prints else PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            asked=self.filter.asked,
            filter=self.filter,
            items=page,
            prints=prints,
            order=self.order,
            behind=sum(bool(row.missed) for row in rows),
            is_grouped=self.order.removeprefix("-") not in dict(COLUMNS),
            columns=[self._column(name, label) for name, label in COLUMNS],
            **kwargs,
        )

    def _column(self, name: str, label: Any) -> dict[str, Any]:
        """A heading that sorts; pressed again, it turns the order round."""
        order = self.order
        # Names begin with A; of numbers, what is worst comes first.
        first, second = (name, f"-{name}") if name in (Order.NAME, Order.TIMELINESS) else (f"-{name}", name)
        sorted_as = {name: "ascending", f"-{name}": "descending"}.get(order, "")
        return {"label": label, "next": second if order == first else first, "sorted": sorted_as}


class ExportView(BoardOnly):
    """What the table shows, as a workbook; that it was taken out is written down."""

    http_method_names = ["get", "head"]

    @transaction.atomic
    def get(self, request: HttpRequest) -> HttpResponseBase:
        asked, rows = self.filter.asked, self.rows
        details = {"year": asked.year.label, "day": f"{asked.day:%d/%m/%Y}", "units": len(rows)}
        person = cast("User", request.user)
        record("quotas.export", person, by=person, data=details)
        return xlsx_response(f"tien-do-{asked.year.first:%Y}-{asked.day:%Y-%m-%d}.xlsx", sheets_of(rows, asked))
