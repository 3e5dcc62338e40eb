"""*Trình ký*: the facts are frozen and written down in files; and the way back, with a reason."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.notices.acts.guards import guard_reason, locked
from cms.notices.facts.annex import units_without_items
from cms.notices.facts.current import gathered
from cms.notices.letter.files import annex_docx, letter_docx, workbook_bytes
from cms.notices.models import Notice, State
from cms.notices.refusals import ChangedMeanwhile, NoticeRefused
from cms.units.days import today

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def send_to_signature(
    notice: Notice, *, by: User, version: int, digest: str, although_not_over: bool = False
) -> Notice:
    """Freeze the facts that the person saw (by their ``digest``), and make the files that go to the signer.

    Raises ``ChangedMeanwhile`` if the record says otherwise by now, ``NoticeRefused`` without a signature block, or
    for a quarter that is not over unless the person says that it is meant so.
    """
    held = locked(notice, by=by, state=State.DRAFT, version=version)
    if held.signature_block is None:
        raise NoticeRefused(_("Choose the signature block first, and keep the draft."))
    if not (held.of_quarter.is_over(today()) or although_not_over):
        raise NoticeRefused(_("The quarter is not over yet: tick that the notice shall go to signature all the same."))
    facts = gathered(held)
    if facts.digest != digest:
        raise ChangedMeanwhile
    held.facts, held.digest = facts.to_json(), facts.digest
    held.signature = asdict(held.signature_block.as_signature())
    held.annex = _annex(held, facts.channels) if held.with_annex else None
    held.state, held.sent_by, held.sent_at = State.AT_SIGNATURE, by, timezone.now()
    held.version += 1
    _write_files(held)
    held.save()
    record("notices.send", held, by=by, data={"sha256": held.digest})
    return held


def _annex(notice: Notice, channels: list[str]) -> list[dict[str, str]]:
    return [dict(row) for row in units_without_items(notice.of_quarter, channels, today())]  # type: ignore[arg-type]


def _write_files(notice: Notice) -> None:
    """Write the files before the transaction ends: if it fails, they belong to nothing and harm nobody."""
    name = notice.name_for_files
    notice.draft_letter.save(f"{name}.docx", ContentFile(letter_docx(notice)), save=False)
    notice.workbook.save(f"{name}.xlsx", ContentFile(workbook_bytes(notice)), save=False)
    if notice.annex is not None:
        notice.annex_letter.save(f"{name}-phu-luc.docx", ContentFile(annex_docx(notice)), save=False)


@transaction.atomic
def take_back(notice: Notice, *, by: User, version: int, reason: str) -> Notice:
    """Make a draft again of a notice at signature; its facts are gathered anew when it goes there again."""
    held = locked(notice, by=by, state=State.AT_SIGNATURE, version=version)
    guard_reason(reason)
    held.state = State.DRAFT
    held.facts, held.digest, held.annex, held.sent_by, held.sent_at = None, "", None, None, None
    held.signature, held.draft_letter, held.workbook, held.annex_letter = None, "", "", ""
    held.version += 1
    held.save()
    record("notices.take_back", held, by=by, data={"reason": reason.strip()})
    return held
