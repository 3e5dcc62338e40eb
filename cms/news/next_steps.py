"""What comes next for an item in somebody's list: in plain words, and the screen where one does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.news.models import Edit, State
from cms.units.approving import approvers_of_units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.news.models import NewsPage


@dataclass(frozen=True)
class NextStep:
    """``label`` says what one does at ``url``; ``is_ones_own`` that it is one's turn, ``waits_for`` whose else."""

    label: str
    url: str
    is_ones_own: bool = False
    waits_for: str = ""


def with_next_steps(items: list[NewsPage]) -> list[NewsPage]:
    """``items`` of the people who write them, each with its ``next_step``; a constant number of queries."""
    asked = _asked([item for item in items if item.state == State.AT_UNIT])
    for item in items:
        item.next_step = _step(item, asked.get(item.pk, []))
    return items


def _step(item: NewsPage, asked: list[str]) -> NextStep:
    form, screen, told = (reverse(f"news:{name}", args=[item.pk]) for name in ("writing", "item", "passed_on"))
    if item.state == State.RETURNED:
        return NextStep(_("See why and mend it"), form, is_ones_own=True)
    if item.state == State.DRAFT:
        return NextStep(_("Go on writing"), form, is_ones_own=True)
    if item.state == State.AT_UNIT and not asked:
        return NextStep(_("See what to do"), screen, is_ones_own=True, waits_for=_("Nobody can approve it now."))
    if item.state == State.AT_UNIT:
        waits_for = _("It waits for: %(people)s.") % {"people": ", ".join(asked)}
        return NextStep(_("Send them word"), told, waits_for=waits_for)
    if item.state == State.AT_BOARD:
        return NextStep(_("See it, send word to the board"), told, waits_for=_("It waits for the editorial board."))
    return NextStep(_("See the item"), screen)


def _asked(items: Iterable[NewsPage]) -> dict[int, list[str]]:
    """By item, the names of those who are asked to approve it: approvers who neither wrote nor sent it."""
    waiting = list(items)
    if not waiting:
        return {}
    approvers = approvers_of_units({item.unit_id for item in waiting})
    wrote = set(Edit.objects.filter(page__in=waiting, stage="").values_list("page", "user"))
    return {
        item.pk: [
            str(approver.user)
            for approver in approvers.get(item.unit_id, [])
            if approver.user_id != item.submitted_by_id and (item.pk, approver.user_id) not in wrote
        ]
        for item in waiting
    }
