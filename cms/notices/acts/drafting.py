"""Beginning a notice, or one that amends another; writing its words; giving it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.notices.acts.guards import guard_board, locked
from cms.notices.letter.opening import opening_words
from cms.notices.models import Notice, NoticeSettings, State
from cms.notices.refusals import NoticeRefused
from cms.official_documents.models import DocumentSettings, SignatureBlock
from cms.units.days import today

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.notices.quarters import Quarter


@dataclass(frozen=True)
class Words:
    """What the board writes of a notice; the facts are the record's."""

    preface: str
    closing: str
    recipients: str
    signature_block: SignatureBlock | None
    with_annex: bool


def begin(quarter: Quarter, *, by: User) -> Notice:
    """The notice of a quarter: begun now, or the one that is there already, whoever began it.

    Raises ``NoticeRefused`` for a quarter that has not begun or has none before it, or if ``by`` is not of the board.
    """
    guard_board(by)
    if quarter.is_first:
        raise NoticeRefused(_("There is no such quarter."))
    if quarter.first > today():
        raise NoticeRefused(_("The quarter has not begun yet."))
    return _begun(quarter, by=by, amends=None)


def amend(notice: Notice, *, by: User) -> Notice:
    """The notice that amends an issued one: begun now, or the one that is there already.

    An amendment of an amended notice amends the latest in the chain. Raises ``NoticeRefused`` for a notice that is
    not issued or has been amended already.
    """
    guard_board(by)
    with transaction.atomic():
        issued = Notice.objects.select_for_update().get(pk=notice.pk)
        if not issued.is_issued:
            raise NoticeRefused(_("Only an issued notice is amended: this one can still be changed itself."))
        if getattr(issued, "amendment", None) and issued.amendment.is_issued:
            raise NoticeRefused(_("This notice has been amended already: amend the latest one."))
        return _begun(issued.of_quarter, by=by, amends=issued)


def _begun(quarter: Quarter, *, by: User, amends: Notice | None) -> Notice:
    place = {"year": quarter.year, "quarter": quarter.number, "turn": amends.turn + 1 if amends else 0}
    found = Notice.objects.filter(**place).first()
    if found is not None:
        return found
    settings = NoticeSettings.current()
    notice = Notice(
        **place,
        amends=amends,
        preface=opening_words(quarter, settings, amends),
        closing=settings.closing,
        recipients=amends.recipients if amends else "\n".join(DocumentSettings.current().recipient_lines()),
        signature_block=amends.signature_block if amends else SignatureBlock.objects.first(),
        with_annex=settings.with_annex,
        began_by=by,
    )
    try:
        with transaction.atomic():
            notice.save()
            record("notices.begin", notice, by=by)
    except IntegrityError:
        # Two people began at the same moment: the database kept one of the two.
        return Notice.objects.get(**place)
    return notice


@transaction.atomic
def write(notice: Notice, words: Words, *, by: User, version: int) -> Notice:
    """Store the words of a draft. ``version`` is that of the notice as the person saw it."""
    held = locked(notice, by=by, state=State.DRAFT, version=version)
    for name in ("preface", "closing", "recipients", "signature_block", "with_annex"):
        setattr(held, name, getattr(words, name))
    held.version += 1
    held.save()
    record("notices.write", held, by=by)
    return held


@transaction.atomic
def drop(notice: Notice, *, by: User, version: int) -> None:
    """Give up a draft; what was issued, or is at signature, is not given up."""
    held = locked(notice, by=by, state=State.DRAFT, version=version)
    record("notices.drop", held, by=by)
    held.delete()
