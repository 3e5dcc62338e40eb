"""The files of an issued notice, as readers download them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from cms.notices.letter.files import DOCX, PDF, XLSX
from cms.notices.public.finding import issued_or_404

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile
    from django.http import HttpRequest

    from cms.notices.models import Notice

_KINDS = {"docx": ("letter", DOCX), "xlsx": ("workbook", XLSX), "pdf": ("scan", PDF)}


def notice_file(request: HttpRequest, year: int, quarter: int, name: str, kind: str, turn: int = 0) -> FileResponse:
    """A file of an issued notice as a download; 404 for a kind that there is not."""
    notice = issued_or_404(year, quarter, turn)
    if name != notice.name_for_files:
        raise Http404
    return download(notice, kind)


def download(notice: Notice, kind: str) -> FileResponse:
    """The letter, workbook or scan of a notice, never shown within a page; 404 if there is none."""
    field, content_type = _KINDS.get(kind, ("", ""))
    file: FieldFile | None = getattr(notice, field, None) if field else None
    if not file:
        raise Http404
    return sent(file, f"{notice.name_for_files}.{kind}", content_type)


@dataclass(frozen=True)
class PublicFile:
    """A file that readers may have: its format, what it is, where it lies, how many bytes it has."""

    kind: str
    label: str
    address: str
    size: int


def files_of(notice: Notice) -> list[PublicFile]:
    """The files of an issued notice that there are."""
    labels = {"docx": _("The notice for Word"), "xlsx": _("The tables for Excel"), "pdf": _("The signed paper")}
    found = ((kind, label, getattr(notice, _KINDS[kind][0])) for kind, label in labels.items())
    return [PublicFile(kind, label, notice.file_address(kind), file.size) for kind, label, file in found if file]


def sent(file: FieldFile, name: str, content_type: str) -> FileResponse:
    """A stored file as a download that no browser takes for something else."""
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
