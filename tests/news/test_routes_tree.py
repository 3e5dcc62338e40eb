"""From a shell: an item stays where its unit wrote it, and once."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from cms.news.models import NewsPage, State
from tests.factories.news import Desk, current
from tests.factories.units import make_unit
from tests.news.attempts import nothing_reaches_readers, readers_see, tried

STATES = ["draft", "submitted", "at_board"]


@pytest.mark.parametrize("state", [*STATES, "published"])
def test_an_item_is_neither_copied_moved_nor_aliased(desk: Desk, state: str) -> None:
    page = getattr(desk, state)()
    other = make_unit("Công đoàn cơ sở Trường B").page
    attempts = [
        lambda: page.copy(to=other, keep_live=True),
        lambda: page.copy(update_attrs={"slug": "ban-sao"}),
        lambda: page.move(other, pos="last-child"),
        lambda: page.create_alias(parent=other),
        lambda: CopyPageAction(page, to=other, keep_live=True, user=desk.board).execute(),
        lambda: CreatePageAliasAction(page, parent=other).execute(skip_permission_checks=True),
        lambda: MovePageAction(page, other, user=desk.board).execute(),
    ]
    for attempt in attempts:
        with nothing_reaches_readers(), pytest.raises((PermissionDenied, Http404)), transaction.atomic():
            attempt()
    assert NewsPage.objects.count() == 1


@pytest.mark.parametrize("state", [*STATES, "published"])
def test_a_copy_made_past_all_questions_is_a_draft_without_approvals(desk: Desk, state: str) -> None:
    page = getattr(desk, state)()
    with nothing_reaches_readers():
        if tried(lambda: CopyPageAction(page, keep_live=True, update_attrs={"slug": "x"}).execute(True)):
            copy = NewsPage.objects.exclude(pk=page.pk).get()
            assert (copy.state, copy.live, copy.submitted_at) == (State.DRAFT, False, None)
            assert not copy.approvals.exists()


def test_an_item_copied_with_its_unit_or_the_whole_portal_is_refused(desk: Desk) -> None:
    desk.published()
    for page in (desk.unit.page, desk.unit.page.get_parent().specific):
        with nothing_reaches_readers():
            assert not tried(lambda page=page: page.copy(recursive=True, update_attrs={"slug": "ban-sao"}))
    assert NewsPage.objects.count() == 1


def test_an_item_moved_past_its_own_method_stays_with_its_unit(desk: Desk) -> None:
    page = desk.draft(title="Tin bị dời đi")
    other = make_unit("Công đoàn cơ sở Trường B").page
    with nothing_reaches_readers():
        for target in (page, Page.objects.get(pk=page.pk)):
            tried(lambda target=target: MovePageAction(target, other, pos="last-child").execute(True))
            tried(lambda target=target: target.move(other, pos="last-child"))
    assert current(page).get_parent().specific.unit == desk.unit
    assert not readers_see(current(page), "Tin bị dời đi")
