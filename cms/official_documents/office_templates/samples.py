"""The template of the software, as a letter that shows every style and says what becomes of it."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.official_documents.letterheads import Letterhead
from cms.official_documents.parts import Annex, Heading, Letter, Paragraph, Signature, Table
from cms.official_documents.word.letter import letter_file


def sample_letter() -> Letter:
    """A letter with everything that a letter can have; the same one whenever it is made."""
    rows = [[str(number), pgettext("sample letter", "Name of a unit"), str(number * 2)] for number in (1, 2, 3)]
    table = Table(
        [pgettext("sample letter", "No."), pgettext("sample letter", "Unit"), pgettext("sample letter", "Items")],
        rows,
        numeric={2},
        centred={0},
        total=["", pgettext("sample letter", "Total"), "12"],
        caption=pgettext("sample letter", "Table"),
    )
    return Letter(
        title=pgettext("sample letter", "Notice"),
        subject=_("Sample of an official letter"),
        body=[
            Paragraph(_("Change the styles whose names begin with VB, the margins and the header, then upload it.")),
            Paragraph(_("The text of this sample is not used: each letter brings its own.")),
            Heading(_("Heading of the first level"), 1),
            Heading(_("Heading of the second level"), 2),
            Heading(_("Heading of the third level"), 3),
            table,
        ],
        signature=Signature(
            [_("On behalf of the editorial board"), pgettext("sample letter", "Head")],
            pgettext("sample letter", "Full name"),
        ),
        recipients=[_("First recipient"), _("Second recipient")],
        year=2026,
        annexes=[Annex(pgettext("sample letter", "Annex"), _("Pages that lie across"), [table], landscape=True)],
    )


def shipped_template(letterhead: Letterhead) -> bytes:
    """The template of the software as a file to start one's own from, with the names, margins and sizes given."""
    return letter_file(sample_letter(), replace(letterhead, template=None))
