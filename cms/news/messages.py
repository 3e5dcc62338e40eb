"""Messages at each turn, to exactly those who can act or who are concerned.

Those who can act are asked; outcomes go, with their reason, to those who wrote, submitted and approved.
Each is written to the outbox in the transaction that causes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from cms.news.models.approvals import Approval, Edit
from cms.outbox.outbox import enqueue
from cms.units.models import Membership, Stage
from cms.units.permissions import approvers_of
from cms.units.roles import board_members

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User
    from cms.news.models import NewsPage
    from cms.units.models import Unit


def tell_approvers(page: NewsPage, by: User) -> None:
    """Ask the unit's approvers who may decide; one who wrote or submitted the item is not asked."""
    writers = writers_of(page)
    askable = [m.user for m in approvers_of(page.unit) if m.user not in writers and m.user != by]
    _send(
        page,
        "submitted",
        askable,
        _("For you to approve: %(headline)s") % _headline(page),
        _("%(person)s has sent an item for your approval.") % {"person": by},
    )


def tell_recalled(page: NewsPage, by: User) -> None:
    """Tell the approvers who were asked that there is nothing to decide."""
    _send(
        page,
        "recalled",
        [m.user for m in approvers_of(page.unit) if m.user != by],
        _("Taken back: %(headline)s") % _headline(page),
        _("%(person)s has taken the item back to change it; you need not decide.") % {"person": by},
    )


def tell_board(page: NewsPage, approval: Approval) -> None:
    """Ask the board's members; tell those who wrote that the unit has approved."""
    _send(
        page,
        "at_board",
        [member for member in board_members() if member not in writers_of(page)],
        _("For the editorial board: %(headline)s") % _headline(page),
        _("%(unit)s has approved an item and sent it to the editorial board.") % {"unit": page.unit},
    )
    _send(
        page,
        "approved",
        writers_of(page) - {approval.user},
        _("Approved by the unit: %(headline)s") % _headline(page),
        _("%(person)s has approved your item; the editorial board has it now.") % {"person": approval.name},
        approval.comment,
    )


def tell_returned(page: NewsPage, by: User, stage: str, reason: str) -> None:
    """Tell those who wrote; if the board returned it, those who approved too."""
    concerned = concerned_with(page) if stage == Stage.BOARD else writers_of(page)
    _send(
        page,
        "returned",
        concerned - {by},
        _("Returned for changes: %(headline)s") % _headline(page),
        _("%(person)s has returned the item for changes.") % {"person": by},
        reason,
    )


def tell_not_used(page: NewsPage, by: User, reason: str) -> None:
    _outcome(page, "not_used", by, _("Not used: %(headline)s"), _("The editorial board does not use the item."), reason)


def tell_scheduled(page: NewsPage, approval: Approval) -> None:
    at = formats.date_format(timezone.localtime(approval.publish_at), "SHORT_DATETIME_FORMAT")
    text = _("The item will be published at %(time)s.") % {"time": at}
    _outcome(page, "scheduled", approval.user, _("Scheduled: %(headline)s"), text, approval.comment)


def tell_published(page: NewsPage, approval: Approval) -> None:
    text = _("The item stands on the portal.")
    _outcome(page, "published", approval.user, _("Published: %(headline)s"), text, approval.comment)


def tell_corrected(page: NewsPage, approval: Approval) -> None:
    text = _("The editorial board has corrected the published item.")
    _outcome(page, "corrected", approval.user, _("Corrected: %(headline)s"), text, approval.comment)


def tell_dropped(page: NewsPage, by: User, reason: str) -> None:
    text = _("The change of the published item was dropped; readers see it as before.")
    _outcome(page, "dropped", by, _("Change dropped: %(headline)s"), text, reason)


def tell_hidden(page: NewsPage, by: User, reason: str) -> None:
    text = _("The editorial board has hidden the item while something is checked.")
    _outcome(page, "hidden", by, _("Hidden: %(headline)s"), text, reason)


def tell_shown(page: NewsPage, by: User) -> None:
    _outcome(page, "shown", by, _("Shown again: %(headline)s"), _("The item stands on the portal again."))


def tell_withdrawn(page: NewsPage, by: User, reason: str) -> None:
    text = _("The editorial board has withdrawn the item from the portal.")
    _outcome(page, "withdrawn", by, _("Withdrawn: %(headline)s"), text, reason)


def tell_relocated(page: NewsPage, former: str, recipients: Iterable[User]) -> None:
    """Tell people that a draft has gone to another unit with its people; ``former`` names the unit it was of."""
    text = _("The units have been reorganised: the draft of %(former)s is now one of %(unit)s, which goes on with it.")
    subject = _("Now with another unit: %(headline)s") % _headline(page)
    _send(page, "relocated", recipients, subject, text % {"former": former, "unit": page.unit})


def tell_refused(page: NewsPage, reason: str) -> None:
    """Tell all concerned, the board too, that a scheduled item was not published."""
    subject = _("Not published at its time: %(headline)s") % _headline(page)
    text = _("The item could not be published at the time that was set.")
    _send(page, "refused", concerned_with(page) | set(board_members()), subject, text, reason)


def tell_confirmers(page: NewsPage, by: User, confirmers: Iterable[User]) -> None:
    """Ask the members of the board who may confirm that the unit vetted on paper."""
    subject = _("Paper to be confirmed: %(headline)s") % _headline(page)
    text = _("%(person)s has entered an item for %(unit)s: please compare it with the unit's paper and confirm.")
    _send(page, "paper", confirmers, subject, text % {"person": by, "unit": page.unit}, screen="news:paper")


def tell_entered(page: NewsPage, approval: Approval) -> None:
    """Tell the board that the item waits, who entered it that the paper is confirmed, and the unit's people of it."""
    _ask_board(page, approval.user)
    subject = _("Paper confirmed: %(headline)s") % _headline(page)
    text = _("%(person)s has confirmed the unit's paper; the editorial board has the item now.")
    _send(page, "confirmed", writers_of(page) - {approval.user}, subject, text % {"person": approval.user})
    subject = _("Entered for your unit: %(headline)s") % _headline(page)
    text = _("The province has entered an item of %(unit)s, by the paper that %(person)s approved.")
    _send(page, "entered", people_of(page.unit), subject, text % {"unit": page.unit, "person": approval.name})


def tell_paper_refused(page: NewsPage, by: User, reason: str) -> None:
    """Tell those who wrote the item and handed the paper in that it is not confirmed, and why."""
    subject = _("Paper not confirmed: %(headline)s") % _headline(page)
    text = _("%(person)s has not confirmed the unit's paper.") % {"person": by}
    _send(page, "paper_refused", writers_of(page) - {by}, subject, text, reason)


def tell_board_again(page: NewsPage, by: User) -> None:
    """Ask the board's members about an item that came back to them as the unit had vetted it."""
    _ask_board(page, by)


def _ask_board(page: NewsPage, by: User) -> None:
    subject = _("For the editorial board: %(headline)s") % _headline(page)
    text = _("An item of %(unit)s, which the unit vetted on paper, waits for the editorial board.")
    asked = [member for member in board_members() if member not in writers_of(page) and member != by]
    _send(page, "at_board", asked, subject, text % {"unit": page.unit})


def confirmers_of(page: NewsPage) -> set[User]:
    """The members of the board who may confirm the item's paper: who neither wrote it nor handed a paper in."""
    return set(board_members()) - writers_of(page)


def people_of(unit: Unit) -> set[User]:
    """Those with a role of their own in a unit today."""
    here = Membership.objects.current().filter(unit=unit).values("user")
    return set(get_user_model().objects.filter(is_active=True, pk__in=here))


def writers_of(page: NewsPage) -> set[User]:
    """Those who wrote or submitted the item, on the portal or on paper."""
    wrote = Edit.objects.filter(page=page.pk, stage="", user__isnull=False).values("user")
    submitted = page.workflow_states.filter(requested_by__isnull=False).values("requested_by")
    handed_in = page.paper_vettings.values("entered_by")
    users = get_user_model().objects.filter(is_active=True)
    return {user for asked in (wrote, submitted, handed_in) for user in users.filter(pk__in=asked)}


def concerned_with(page: NewsPage) -> set[User]:
    """Those who wrote or submitted the item, and those who approved it for the unit."""
    approved = Approval.objects.filter(page=page.pk, stage=Stage.UNIT).values("user")
    return writers_of(page) | set(get_user_model().objects.filter(is_active=True, pk__in=approved))


def item_link(page: NewsPage, screen: str = "news:item") -> str:
    """The address of the item's own screen, or of another of its screens; it shows nothing before signing in."""
    return settings.WAGTAILADMIN_BASE_URL + reverse(screen, args=[page.pk])


def _outcome(page: NewsPage, event: str, by: User, subject: str, text: str, reason: str = "") -> None:
    _send(page, event, concerned_with(page) - {by}, subject % _headline(page), text, reason)


def _headline(page: NewsPage) -> dict[str, str]:
    return {"headline": page.draft_title or page.title}


def _send(
    page: NewsPage,
    event: str,
    recipients: Iterable[User],
    subject: str,
    text: str,
    reason: str = "",
    screen: str = "news:item",
) -> None:
    turn = TaskState.objects.for_instance(page).count()
    moment = f"{timezone.now():%Y%m%d%H%M%S%f}"
    headline, link = page.draft_title or page.title, item_link(page, screen)
    context = {"headline": headline, "text": text, "reason": reason, "link": link}
    for user in recipients:
        payload = {
            "to": user.pk,
            "subject": subject,
            "text": render_to_string("news/messages/message.txt", context | {"user": user}),
            "html": render_to_string("news/messages/message.html", context | {"user": user}),
        }
        enqueue("message", f"news:{event}:{page.pk}:{turn}:{moment}:{user.pk}", payload)
