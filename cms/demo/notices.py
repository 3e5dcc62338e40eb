"""The quarterly notices of the invented province: two issued, one of them amended, one at signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from cms.demo.backdating import Timeline, settle_messages
from cms.notices import acts
from cms.notices.facts.current import gathered
from cms.notices.quarters import Quarter
from cms.official_documents.models import DocumentSettings
from cms.units.amending import amend, credits_of
from cms.units.models import Contributor, Publication

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.notices.models import Notice

_SLIP = "Danh sách của trang cũ ghi nhầm tác giả."


def issue_notices(editor: User, *, signer: str) -> None:
    """Issue the notices of two quarters, amend the older one, and send that of the last quarter to signature."""
    timeline = Timeline()
    timeline.reach(timezone.now())
    last = Quarter.containing(timezone.localdate()).before
    older = last.before.before
    first = _issue(acts.begin(older, by=editor), "31", editor, signer)
    _issue(acts.begin(last.before, by=editor), "45", editor, signer)
    if _mend_an_author(older, editor):
        _issue(acts.amend(first, by=editor), "46", editor, signer)
    _send(acts.begin(last, by=editor), editor)
    settle_messages(timeline)


def _send(notice: Notice, editor: User) -> Notice:
    return acts.send_to_signature(notice, by=editor, version=notice.version, digest=gathered(notice).digest)


def _issue(notice: Notice, number: str, editor: User, signer: str) -> Notice:
    sent = _send(notice, editor)
    if sent.signature_block is None:
        raise LookupError("The portal is not set up: it has no signature block.")
    given = acts.Issue(
        number=number,
        symbol=DocumentSettings.current().symbol,
        issued_on=timezone.localdate(),
        signer=signer,
        signature_block=sent.signature_block,
    )
    return acts.issue(sent, given, by=editor, version=sent.version)


def _mend_an_author(quarter: Quarter, editor: User) -> bool:
    """Credit another contributor of the unit with an old item: what the amending notice is about."""
    candidates = Publication.objects.exclude(imported_by=None).filter(
        local_date__range=(quarter.first, quarter.last), bylines__contributor__isnull=True
    )
    for publication in candidates.order_by("pk"):
        unit = publication.units.holding().get().unit
        author = Contributor.objects.offered().filter(unit=unit).first()
        if author is not None:
            mended = [(author, author.full_name, credit.role, credit.share) for credit in credits_of(publication)]
            amend(publication, by=editor, reason=_SLIP, bylines=mended)
            return True
    return False
