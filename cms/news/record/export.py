"""The record as a workbook: exactly the publications that a list shows, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.official_documents.workbooks import Sheet, xlsx_response

from .lines import bylines_of, state_of, units_of

if TYPE_CHECKING:
    from django import forms
    from django.db.models import QuerySet
    from django.http.response import HttpResponseBase

    from cms.accounts.models import User
    from cms.units.models import Publication

# Publications read from the database at a time.
BATCH = 500


def record_response(publications: QuerySet[Publication], *, by: User, filters: forms.Form) -> HttpResponseBase:
    """The publications, as ``lines.listed`` gives them, as a file to download; that it left the house is recorded."""
    asked = {name: str(value) for name, value in getattr(filters, "cleaned_data", {}).items() if value}
    with transaction.atomic():
        record("news.export_record", by, by=by, data={"format": "xlsx", "filters": asked})
    sheet = Sheet(_("Publication record"), _headings(), _rows(publications), widths=[48, 40, 16, 14, 14, 28, 24, 20])
    response = xlsx_response(f"so-lan-dang-{timezone.localdate():%Y-%m-%d}.xlsx", [sheet])
    response["Cache-Control"] = "private, no-store"
    return response


def _headings() -> list[str]:
    return [
        _("Headline"),
        _("Unit"),
        _("Date of the event"),
        _("Approved by the unit"),
        _("Published"),
        _("Sections"),
        _("Authors"),
        _("Genre"),
        _("State"),
        _("Origin"),
        _("Returns"),
        _("Address"),
    ]


def _rows(publications: QuerySet[Publication]) -> Iterator[list[Any]]:
    for row in publications.iterator(chunk_size=BATCH):
        yield [
            row.headline,
            units_of(row),
            row.event_date,
            row.unit_approved_on,
            row.local_date,
            ", ".join(section.name for section in row.sections.all()),
            bylines_of(row),
            row.genre_name,
            state_of(row),
            str(row.get_origin_display()),
            row.returns,
            row.address,
        ]
