"""Public screens that are no pages: the archive by month, and the two errors."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear
from django.http import Http404, HttpResponse
from django.shortcuts import render

from cms.news.models import Release

if TYPE_CHECKING:
    from django.http import HttpRequest

PER_PAGE = 20


def archive(request: HttpRequest) -> HttpResponse:
    """All months with published items, newest first, with their counts."""
    months = (
        Release.objects.public()
        .values(year=ExtractYear("local_date"), month=ExtractMonth("local_date"))
        .annotate(count=Count("pk"))
        .order_by("-year", "-month")
    )
    dated = [{"day": dt.date(row["year"], row["month"], 1), "count": row["count"]} for row in months]
    return render(request, "portal/archive.html", {"months": dated})


def archive_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The items first published in a month of local days; 404 for a month that is none or has none."""
    try:
        first = dt.date(year, month, 1)
    except ValueError as error:
        raise Http404 from error
    after = (first + dt.timedelta(days=32)).replace(day=1)
    releases = Release.objects.public().filter(local_date__gte=first, local_date__lt=after).newest_first().cards()
    page = Paginator(releases, PER_PAGE).get_page(request.GET.get("p"))
    if not page.object_list:
        raise Http404
    return render(request, "portal/archive_month.html", {"month": first, "releases": page})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same for what does not exist and for what one may not know of."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without anything that could fail again."""
    return HttpResponse((settings.BASE_DIR / "templates" / "500.html").read_bytes(), status=500)
