"""*Ban hành*: what stands on the signed paper is entered, and the notice is issued for ever."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.notices.acts.guards import locked
from cms.notices.letter.files import letter_docx
from cms.notices.models import Notice, State
from cms.notices.refusals import NoticeRefused, NumberTaken
from cms.notices.scans import check_scan
from cms.notices.taken_numbers import announcement_with
from cms.official_documents.numbers import bearer_of, is_number, is_symbol, key_of
from cms.photos.digests import digests_of
from cms.photos.names import display_name
from cms.units.days import today
from cms.vietnamese.text import is_blank, nfc

if TYPE_CHECKING:
    from django.core.files import File

    from cms.accounts.models import User
    from cms.official_documents.models import SignatureBlock


@dataclass(frozen=True)
class Issue:
    """What the clerk's office entered on the paper, and the paper itself if it was scanned."""

    number: str
    symbol: str
    issued_on: dt.date
    signer: str
    signature_block: SignatureBlock
    scan: File | None = None
    although_taken: bool = False


@transaction.atomic
def issue(notice: Notice, given: Issue, *, by: User, version: int) -> Notice:
    """Issue a notice that is at signature, with what stands on the signed paper.

    Raises ``NoticeRefused`` for what no paper can say and for a scan that is no whole PDF, ``NumberTaken`` if an
    announcement of the year bears the number and the person has not confirmed it.
    """
    held = locked(notice, by=by, state=State.AT_SIGNATURE, version=version)
    _enter(held, given)
    _guard(held, given)
    _guard_number(held, although_taken=given.although_taken)
    held.state, held.issued_by, held.issued_at = State.ISSUED, by, timezone.now()
    held.version += 1
    if given.scan is not None:
        _keep_scan(held, given.scan)
    held.letter.save(f"{held.name_for_files}.docx", ContentFile(letter_docx(held)), save=False)
    _save_once(held)
    record("notices.issue", held, by=by, data={"sha256": held.digest, "decision_number": held.full_number})
    return held


def _enter(notice: Notice, given: Issue) -> None:
    """Take over what was typed, in one form of letters and without blanks around it."""
    notice.number, notice.symbol, notice.signer = (
        nfc(text.strip()) for text in (given.number, given.symbol, given.signer)
    )
    notice.issued_on = given.issued_on
    notice.number_key = key_of(notice.number, notice.symbol, given.issued_on.year)
    signature = given.signature_block.as_signature(notice.signer)
    notice.signature_block, notice.signature = given.signature_block, asdict(signature)
    notice.signer_position = signature.lines[-1] if signature.lines else ""


def _guard(notice: Notice, given: Issue) -> None:
    if not is_number(notice.number):
        raise NoticeRefused(_("Write the number as the clerk's office gave it, for example 45."))
    if not is_symbol(notice.symbol):
        raise NoticeRefused(_("Write the symbol as it stands on the paper, for example TB-LĐLĐ."))
    if is_blank(notice.signer):
        raise NoticeRefused(_("Write who signed it."))
    if given.issued_on > today():
        raise NoticeRefused(_("The day has not come yet: write the date on the paper."))
    if notice.sent_at and given.issued_on < timezone.localdate(notice.sent_at):
        raise NoticeRefused(_("The paper cannot have been signed before it went to signature: check the date."))


def _guard_number(notice: Notice, *, although_taken: bool) -> None:
    """Two documents do not bear one number in a year: what is made here is refused, an announcement asked about."""
    taken = bearer_of(notice.number_key or "")
    if taken is not None:
        raise _taken_by(notice, taken)
    announcement = announcement_with(notice)
    if announcement is not None and not although_taken:
        message = _("The announcement “%(title)s” of this year bears the number %(number)s. Check the paper.")
        raise NumberTaken(message % {"title": announcement.title, "number": notice.full_number})


def _taken_by(notice: Notice, taken: str | None) -> NoticeRefused:
    message = _("The number %(number)s is taken this year: %(notice)s. Check the paper.")
    return NoticeRefused(message % {"number": notice.full_number, "notice": taken or _("another notice")})


def _keep_scan(notice: Notice, scan: File) -> None:
    try:
        check_scan(scan)
    except ValidationError as refusal:
        raise NoticeRefused(" ".join(refusal.messages)) from refusal
    notice.scan_name = display_name(scan.name or "")
    notice.scan_sha256 = digests_of(scan).sha256
    scan.seek(0)
    notice.scan.save("scan.pdf", scan, save=False)


def _save_once(notice: Notice) -> None:
    try:
        with transaction.atomic():
            notice.save()
    except IntegrityError as error:
        # Another notice got the number between the question and the answer.
        raise _taken_by(notice, None) from error
