"""The screen of the audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import IntegerField, Value
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import ReportView

from cms.audit.exports import csv_lines, rows_for, xlsx_file
from cms.audit.filters import TrailFilterSet
from cms.audit.lines import LOGS, Key, lines_for
from cms.audit.trail import READ, record, record_daily

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TrailView(ReportView):
    """Who read, changed, granted, exported what; the newest first. For those with the permission to read the trail."""

    template_name = "audit/entries.html"
    page_title = _("Audit trail")
    header_icon = "history"
    index_url_name = "audit:entries"
    filterset_class = TrailFilterSet
    paginate_by = 50

    @property
    def reader(self) -> AbstractBaseUser:
        return cast("AbstractBaseUser", self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(READ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.is_export:
            return self._export(request.GET["export"])
        record_daily("audit.read", self.reader, by=self.reader)
        response = super().get(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_filtered_queryset(self) -> QuerySet:
        """The keys of the entries asked for in all logs; of none if the question can't be understood."""
        parts = []
        for number, log in enumerate(LOGS):
            entries = log.objects.order_by()
            entries = self.filters.filter_queryset(entries) if self.filters.is_valid() else entries.none()
            keys = entries.order_by().annotate(log=Value(number, IntegerField()))
            parts.append(keys.values("id", "timestamp", "log"))
        first, *others = parts
        return first.union(*others, all=True).order_by("-timestamp", "log", "-id")

    def decorate_paginated_queryset(self, object_list: QuerySet) -> list:
        return list(lines_for(self.reader, cast("list[Key]", object_list)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query.pop(self.page_kwarg, None)
        return super().get_context_data(query=query.urlencode(), is_about_one="object" in query, **kwargs)

    def _export(self, kind: str) -> HttpResponseBase:
        keys = cast("list[Key]", list(self.get_filtered_queryset()))
        asked = {name: str(value) for name, value in self.filters.form.cleaned_data.items() if value}
        record(
            "audit.export", self.reader, by=self.reader, data={"format": kind, "entries": len(keys), "filters": asked}
        )
        rows = rows_for(self.reader, keys)
        name = f"nhat-ky-{timezone.localdate():%Y-%m-%d}.{kind}"
        if kind == self.FORMAT_XLSX:
            response: HttpResponseBase = FileResponse(
                xlsx_file(rows), as_attachment=True, filename=name, content_type=XLSX
            )
        else:
            response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response
