"""The main job: a unit's draft, two approvals, and the portal."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from cms.news.models import State
from cms.outbox.models import Effect
from cms.units.models import Publication
from tests.factories.news import Desk, approve, current, publish, submit


def test_an_item_goes_from_its_writer_by_the_unit_and_the_board_to_readers(desk: Desk, client: Client) -> None:
    page = desk.draft(title="Công đoàn trao mái ấm")
    assert page.state == State.DRAFT
    page = submit(page, by=desk.writer)
    assert page.state == State.AT_UNIT
    page = approve(page, by=desk.approver)
    assert page.state == State.AT_BOARD
    assert client.get(page.url).status_code == 404
    page = publish(page, by=desk.board)
    assert page.state == State.PUBLISHED
    assert page.live
    response = client.get(page.url)
    assert response.status_code == 200
    assert "Công đoàn trao mái ấm" in response.content.decode()


def test_the_publication_bears_what_was_published_by_whom_and_who_approved_it(desk: Desk) -> None:
    page = desk.published()
    publication = Publication.objects.get(page=page)
    assert publication.digest == current(page).release.approval.digest
    assert [unit.name for unit in publication.units.all()] == [str(desk.unit)]
    assert [byline.byline for byline in publication.bylines.all()] == [str(desk.writer)]
    assert {a.stage: a.user for a in publication.approvals.all()} == {"unit": desk.approver, "board": desk.board}
    assert publication.approvals.get(stage="unit").role == "Chủ tịch công đoàn"


def test_each_turn_tells_exactly_those_who_can_act(desk: Desk, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = desk.submitted()
    assert [m.to for m in mail.outbox] == [[desk.approver.email]]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        approve(page, by=desk.approver)
    assert sorted(m.to[0] for m in mail.outbox) == sorted([desk.board.email, desk.other_board.email, desk.writer.email])


def test_nothing_is_sent_for_an_act_that_is_taken_back(desk: Desk) -> None:
    class _TakenBackError(Exception):
        pass

    with pytest.raises(_TakenBackError), transaction.atomic():
        desk.submitted()
        raise _TakenBackError
    assert mail.outbox == []
    assert not Effect.objects.exists()
