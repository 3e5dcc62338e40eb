"""The screen of a file that was checked, and its import with progress."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.spreadsheets.importing import import_file
from cms.spreadsheets.models import ImportFile
from cms.spreadsheets.subjects import task_of
from cms.spreadsheets.uploads import drop

from .access import ImportersView

if TYPE_CHECKING:
    from cms.accounts.requests import SignedInRequest
    from cms.spreadsheets.progress import Progress

logger = logging.getLogger(__name__)

# Where the screen is cut in two: what stands before it is sent at once, the progress comes in between.
_CUT = "<!-- progress -->"


class FileView(ImportersView):
    """What was found in a file of one's own, and what its import would add."""

    def get(self, request: SignedInRequest, pk: int) -> HttpResponse:
        return HttpResponse(_page(request, _own_file(request, self.subject, pk)))


class DropView(ImportersView):
    """The file is not wanted any more."""

    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        drop(_own_file(request, self.subject, pk), by=request.user)
        messages.success(request, _("The file is removed; nothing was imported."))
        return redirect(self.task.addresses["index"])


class ImportView(ImportersView):
    """The import itself: the page grows while the rows are entered, and ends with the outcome.

    Closing the page before its end stops the import, and nothing of it is kept.
    """

    def post(self, request: SignedInRequest, pk: int) -> StreamingHttpResponse:
        file = _own_file(request, self.subject, pk)
        response = StreamingHttpResponse(_growing_page(request, file, request.POST.get("digest", "")))
        # Else a proxy would keep the page back until it is complete.
        response["X-Accel-Buffering"] = "no"
        return response


def _own_file(request: SignedInRequest, subject: str, pk: int) -> ImportFile:
    return get_object_or_404(ImportFile, pk=pk, subject=subject, uploaded_by=request.user)


def _page(request: SignedInRequest, file: ImportFile) -> str:
    context = _told(file)
    context["has_new"] = any(row["new"] for row in context["counts"])
    return render_to_string("spreadsheets/file.html", context | {"report": file.report}, request)


def _told(file: ImportFile) -> dict[str, Any]:
    """What the screens tell of a file: how many rows of each table, and where one goes from here."""
    task = task_of(file.subject)
    counts = [
        {
            "table": table,
            "new": file.outcome.get("new", {}).get(table.key, 0),
            "unchanged": file.outcome.get("unchanged", {}).get(table.key, 0),
        }
        for table in task.tables
    ]
    return {"file": file, "counts": counts, "addresses": task.addresses}


def _growing_page(request: SignedInRequest, file: ImportFile, digest: str) -> Iterator[str]:
    page = render_to_string("spreadsheets/importing.html", {"file": file, "cut": _CUT}, request)
    before, _cut, after = page.partition(_CUT)
    yield before + _bar(None)
    refusal = ""
    try:
        for progress in import_file(file, digest=digest, by=request.user):
            yield _bar(progress)
    except ValidationError as refused:
        refusal = " ".join(refused.messages)
    except PermissionDenied as refused:
        refusal = str(refused)
    except Exception:
        # The answer has begun, so nobody else can say any more that something failed.
        logger.exception("The import of a file failed")
        refusal = _("The import failed. Nothing was imported: try again later.")
    file.refresh_from_db()
    yield render_to_string("spreadsheets/includes/outcome.html", _told(file) | {"refusal": refusal}, request)
    yield after


def _bar(progress: Progress | None) -> str:
    """A line of progress (None: not begun); the style sheet puts it over the one before."""
    return render_to_string("spreadsheets/includes/progress.html", {"progress": progress})
