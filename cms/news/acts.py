"""The acts that the item's own screen offers: for whom, when, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.news import moderation
from cms.news.access import ItemAccess
from cms.news.models import State
from cms.news.models.states import IN_MODERATION, WITH_WRITER
from cms.units.models import Stage

if TYPE_CHECKING:
    from cms.news.models import NewsPage

Text = Any  # a lazily translated string


@dataclass(frozen=True)
class Act:
    """One button of the item's screen.

    ``asks`` names what the form asks for: "reason" (needed), "comment" (may be empty), "publish_at", "correction", or
    nothing; ``completes`` whether the board completes the item in the same act.
    """

    name: str
    label: Text
    done: Text
    function: Callable[..., Any]
    offered: Callable[[ItemAccess], bool]
    asks: str = ""
    sees_content: bool = False
    completes: bool = False
    weight: str = "secondary"
    explanation: Text = ""


def _decides(stage: str, state: State) -> Callable[[ItemAccess], bool]:
    return lambda access: access.page.state == state and access.refusal_to_decide(stage) is None


def _decides_anywhere(access: ItemAccess) -> bool:
    stage = Stage.UNIT if access.page.state == State.AT_UNIT else Stage.BOARD
    return access.page.state in IN_MODERATION and access.refusal_to_decide(stage) is None


def _has_release(access: ItemAccess) -> bool:
    return getattr(access.page, "release", None) is not None


def _stands(access: ItemAccess) -> bool:
    return access.is_board and _has_release(access) and access.page.release.visible


def _is_hidden(access: ItemAccess) -> bool:
    publication = getattr(access.page, "publication", None)
    return access.is_board and publication is not None and publication.hidden_at and not publication.withdrawn_at


def _may_correct(access: ItemAccess) -> bool:
    return (
        access.page.state == State.PUBLISHED
        and access.refusal_to_decide(Stage.BOARD) is None
        and access.page.release.approval.digest != access.page.latest_digest
    )


def _may_add_correction(access: ItemAccess) -> bool:
    return (
        access.page.state == State.PUBLISHED
        and access.edit_stage() == Stage.BOARD
        and access.refusal_to_decide(Stage.BOARD) is None
        and access.page.release.approval.digest == access.page.latest_digest
    )


def _may_drop(access: ItemAccess) -> bool:
    if not _has_release(access) or not (access.is_board or access.is_of_unit):
        return False
    if access.page.state in WITH_WRITER:
        return True
    return access.page.state == State.PUBLISHED and access.page.release.approval.digest != access.page.latest_digest


ACTS = [
    Act(
        "submit",
        _("Send for approval"),
        _("The item has been sent to the unit's approvers."),
        moderation.submit,
        ItemAccess.may_submit,
        sees_content=True,
        weight="primary",
    ),
    Act(
        "approve",
        _("Approve, send to the province"),
        _("The item has been approved and sent to the editorial board."),
        moderation.approve_for_unit,
        _decides(Stage.UNIT, State.AT_UNIT),
        asks="comment",
        sees_content=True,
        weight="primary",
    ),
    Act(
        "publish",
        _("Publish the item"),
        _("The item stands on the portal."),
        moderation.approve_for_board,
        _decides(Stage.BOARD, State.AT_BOARD),
        asks="comment",
        sees_content=True,
        completes=True,
        weight="primary",
    ),
    Act(
        "schedule",
        _("Schedule publication"),
        _("The item will be published at the chosen time."),
        moderation.approve_for_board,
        _decides(Stage.BOARD, State.AT_BOARD),
        asks="publish_at",
        sees_content=True,
        completes=True,
    ),
    Act(
        "correct",
        _("Publish the correction"),
        _("Readers see the corrected item."),
        moderation.correct,
        _may_correct,
        sees_content=True,
        weight="primary",
    ),
    Act(
        "return",
        _("Return for changes"),
        _("The item has been returned to its writer."),
        moderation.send_back,
        _decides_anywhere,
        asks="reason",
    ),
    Act(
        "not-used",
        pgettext_lazy("an act of the board", "Do not use"),
        _("The item is marked as not used."),
        moderation.set_aside,
        lambda access: (
            access.page.state in {State.AT_BOARD, State.SCHEDULED}
            and access.refusal_to_decide(Stage.BOARD) is None
            and not _has_release(access)
        ),
        asks="reason",
        weight="danger",
        explanation=_("Late, a duplicate, or unsuitable. This is final."),
    ),
    Act(
        "unschedule",
        _("Cancel the schedule"),
        _("The item waits for the editorial board again."),
        moderation.unschedule,
        lambda access: access.page.state == State.SCHEDULED and access.is_board,
    ),
    Act(
        "recall",
        _("Take back"),
        _("The item is a draft again."),
        moderation.recall,
        ItemAccess.may_recall,
    ),
    Act(
        "drop",
        _("Drop the change"),
        _("The change was dropped; readers see the item as before."),
        moderation.drop_proposal,
        _may_drop,
        asks="reason",
    ),
    Act(
        "correction",
        pgettext_lazy("a dated note at the foot of an item", "Add a correction"),
        _("Readers see the correction at the foot of the item."),
        moderation.add_correction,
        _may_add_correction,
        asks="correction",
        sees_content=True,
        explanation=_("For an error of fact: a dated note at the foot of the item, which readers see at once."),
    ),
    Act(
        "hide",
        _("Hide for now"),
        _("The item is hidden from readers."),
        moderation.hide,
        _stands,
        asks="reason",
        explanation=_("While something is checked: counts and payments wait."),
    ),
    Act(
        "show",
        _("Show again"),
        _("The item stands on the portal again."),
        moderation.show,
        _is_hidden,
        weight="primary",
    ),
    Act(
        "withdraw",
        _("Withdraw"),
        _("The item has been withdrawn."),
        moderation.withdraw,
        lambda access: _stands(access) or bool(_is_hidden(access)),
        asks="reason",
        weight="danger",
        explanation=_("For cause and for ever: the item leaves the portal and all figures that are not frozen."),
    ),
]


def acts_for(access: ItemAccess) -> list[Act]:
    """The acts that a person may do with an item now."""
    return [act for act in ACTS if act.offered(access)]


def act_named(name: str) -> Act | None:
    """The act of that name, or None."""
    return next((act for act in ACTS if act.name == name), None)


def standing_of(page: NewsPage) -> str:
    """Where an item stands, in plain words for the people who work with it."""
    publication = getattr(page, "publication", None)
    if publication is not None and publication.hidden_at and not publication.withdrawn_at:
        return str(_("hidden from readers while something is checked"))
    if publication is not None and page.state != State.PUBLISHED and not publication.withdrawn_at:
        return str(_("published; a change is %(state)s")) % {"state": page.get_state_display()}
    return str(page.get_state_display())
