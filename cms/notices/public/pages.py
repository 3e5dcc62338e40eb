"""What readers see of issued notices: each from its frozen facts alone, and an index by year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.shortcuts import render

from cms.notices.models import Notice
from cms.notices.public.files import files_of
from cms.notices.public.finding import amendment_of, issued_or_404
from cms.notices.public.shown import ShownNotice

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def index(request: HttpRequest) -> HttpResponse:
    """All issued notices by year, the newest first."""
    issued = Notice.objects.issued().for_lists().newest_first()
    years = [(year, list(notices)) for year, notices in groupby(issued, key=lambda notice: notice.year)]
    return render(request, "notices/public/index.html", {"years": years})


def notice(request: HttpRequest, year: int, quarter: int, turn: int = 0) -> HttpResponse:
    """An issued notice."""
    found = issued_or_404(year, quarter, turn)
    context = {
        "shown": ShownNotice(found, found.frozen),
        "amendment": amendment_of(found),
        "files": files_of(found),
    }
    return render(request, "notices/public/notice.html", context)
