"""A notice as an official letter: number and date stay blank until it is issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.notices.letter import tables
from cms.notices.letter.wording import comparison, in_text, quarter_of, remarks, subject, summary
from cms.official_documents.parts import Annex, Heading, Letter, Paragraph, Signature
from cms.units.days import today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.notices.facts.shape import Facts
    from cms.notices.models import Notice
    from cms.official_documents.parts import Part


def letter_of(notice: Notice, facts: Facts) -> Letter:
    """The letter; its tables are read once, so every use needs a letter of its own."""
    return Letter(
        title=_("NOTICE"),
        subject=subject(facts),
        body=list(_body(notice, facts)),
        signature=signature_of(notice),
        recipients=[line.strip() for line in notice.recipients.splitlines() if line.strip()],
        number=notice.number,
        symbol=notice.symbol,
        signed_on=notice.issued_on,
        year=timezone.localdate(notice.sent_at).year if notice.sent_at else today().year,
        annexes=[_annex(facts)] if facts.items else [],
    )


def signature_of(notice: Notice) -> Signature:
    """The block as it was frozen; of a draft, as the office has it now."""
    if notice.signature is not None:
        return Signature(**notice.signature)
    block = notice.signature_block
    return block.as_signature() if block is not None else Signature([])


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The lines of a text that somebody typed."""
    return (Paragraph(line.strip()) for line in text.splitlines() if line.strip())


def _body(notice: Notice, facts: Facts) -> Iterator[Part]:
    yield from paragraphs(notice.preface)
    headings = iter(range(1, 10))
    if facts.mended is not None:
        yield from _mended(facts, next(headings))
    yield Heading(f"{next(headings)}. {_('Overall')}")
    for sentence in (summary(facts), comparison(facts), *remarks(facts)):
        yield Paragraph(sentence)
    if facts.units:
        yield Heading(f"{next(headings)}. {_('Units with items')}")
        yield tables.units_table(facts)
    if facts.people:
        yield Heading(f"{next(headings)}. {_('Persons with items')}")
        yield tables.people_table(facts)
    if facts.items:
        yield Paragraph(_("The items of each unit are listed in the annex."))
    yield from paragraphs(notice.closing)


def _mended(facts: Facts, number: int) -> Iterator[Part]:
    mended = facts.mended
    yield Heading(f"{number}. {_('What is amended')}")
    if mended is None or mended.is_empty:
        yield Paragraph(_("No item is added, removed or changed."))
        return
    if mended.added:
        yield Paragraph(_("Items added:"), bold=True)
        yield tables.listed_items(mended.added)
    if mended.removed:
        yield Paragraph(_("Items removed:"), bold=True)
        yield tables.listed_items(mended.removed)
    if mended.changed:
        yield Paragraph(_("Items of which something else is said:"), bold=True)
        yield tables.changes_table(mended.changed)


def _annex(facts: Facts) -> Annex:
    said = _("Items of %(quarter)s by unit") % {"quarter": in_text(quarter_of(facts))}
    return Annex(title=_("ANNEX"), subject=said, body=[tables.items_table(facts)], landscape=True)
