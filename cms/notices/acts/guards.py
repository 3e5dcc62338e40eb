"""What every act on a notice does first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.notices.models import Notice, State
from cms.notices.refusals import ChangedMeanwhile, NoticeRefused
from cms.units.roles import is_board
from cms.vietnamese.text import is_blank

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cms.accounts.models import User


def guard_board(by: User | AnonymousUser) -> None:
    """Raise ``NoticeRefused`` unless a member of the board acts."""
    if not is_board(by):
        raise NoticeRefused(_("Only the editorial board makes notices."))


def locked(notice: Notice, *, by: User, state: State, version: int) -> Notice:
    """The notice as it is now, held against everybody else until the act is done.

    Raises ``NoticeRefused`` if it stands elsewhere than in ``state`` or ``by`` is not of the board,
    ``ChangedMeanwhile`` if it is not the ``version`` that the person saw.
    """
    guard_board(by)
    held = Notice.objects.select_for_update().filter(pk=notice.pk).first()
    if held is None:
        raise NoticeRefused(_("The draft has been deleted meanwhile."))
    if held.state != state:
        raise NoticeRefused(_("This cannot be done any more: %(state)s.") % {"state": _standing(held)})
    if held.version != version:
        raise ChangedMeanwhile
    return held


def guard_reason(reason: str) -> None:
    """Raise ``NoticeRefused`` if there is no reason in words."""
    if is_blank(reason):
        raise NoticeRefused(_("Write the reason."))


def _standing(notice: Notice) -> str:
    return {
        State.DRAFT: _("the notice is a draft"),
        State.AT_SIGNATURE: _("the notice is at signature"),
        State.ISSUED: _("the notice is issued, for ever; a mistake is mended by an amending notice"),
    }[State(notice.state)]
