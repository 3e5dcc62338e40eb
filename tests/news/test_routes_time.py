"""What time brings: scheduled items, the commands that are run by the clock, and republication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.news.models import NewsPage, State
from cms.news.refusals import ActRefused
from cms.units.models import Publication
from tests.factories.news import Desk, approve, change, current, publish, submit
from tests.factories.units import make_unit
from tests.news.attempts import act, browser_of, nothing_reaches_readers, save, tried

COMMANDS = [
    ("publish_scheduled", {}),
    ("publish_scheduled_pages", {}),
    ("publish_scheduled", {"dryrun": True}),
    ("run_due", {}),
    ("fixtree", {"interactive": False}),
    ("set_url_paths", {}),
    ("create_log_entries_from_revisions", {}),
    ("rebuild_references_index", {}),
    ("update_index", {}),
    ("purge_embeds", {}),
]


def scheduled(desk: Desk) -> NewsPage:
    """An item that the board has scheduled for a minute from now."""
    return publish(desk.at_board(), by=desk.board, publish_at=timezone.now() + dt.timedelta(minutes=1))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock, once asked for, is two minutes on."""
    real = timezone.now
    return lambda: monkeypatch.setattr(timezone, "now", lambda: real() + dt.timedelta(minutes=2))


def run(command: str, options: dict[str, object]) -> None:
    call_command(command, verbosity=0, **options)


@pytest.mark.parametrize(("command", "options"), COMMANDS)
def test_no_command_publishes_what_is_not_approved(desk: Desk, command: str, options: dict[str, object]) -> None:
    pages = [desk.draft(), desk.submitted(), desk.at_board()]
    past = timezone.now() - dt.timedelta(days=1)
    tried(lambda: Revision.objects.update(approved_go_live_at=past))
    tried(lambda: NewsPage.objects.update(go_live_at=past, expire_at=past))
    with nothing_reaches_readers():
        run(command, options)
    assert [current(page).state for page in pages] == [State.DRAFT, State.AT_UNIT, State.AT_BOARD]


def test_a_scheduled_item_is_published_at_its_time_and_not_before(desk: Desk, later) -> None:
    page = scheduled(desk)
    with nothing_reaches_readers():
        for command, options in COMMANDS:
            run(command, options)
        assert Client().get(page.url).status_code == 404
    later()
    call_command("run_due", verbosity=0)
    assert current(page).live
    assert Client().get(page.url).status_code == 200
    call_command("run_due", verbosity=0)
    assert Publication.objects.count() == 1


def test_one_refused_item_stops_no_other_one(desk: Desk, later) -> None:
    bad, good = scheduled(desk), scheduled(desk)
    tried(lambda: Revision.objects.filter(pk=bad.latest_revision_id).update(
        content=bad.latest_revision.content | {"title": "Chữ lạ"}
    ))  # fmt: skip
    later()
    call_command("run_due", verbosity=0)
    assert current(good).live
    bad = current(bad)
    assert not bad.live or bad.release.headline != "Chữ lạ"
    assert bad.state in {State.AT_BOARD, State.RETURNED, State.PUBLISHED}
    assert browser_of(desk.writer).get(reverse("news:item", args=[bad.pk])).status_code == 200


def test_what_the_board_gave_back_is_not_published_at_the_old_time(desk: Desk, later) -> None:
    page = scheduled(desk)
    act(desk.board, page, "unschedule")
    later()
    with nothing_reaches_readers():
        call_command("run_due", verbosity=0)
    assert current(page).state == State.AT_BOARD


def test_nobody_changes_what_is_scheduled(desk: Desk) -> None:
    page = scheduled(desk)
    for user in (desk.writer, desk.approver, desk.board):
        save(user, page, title="Sửa sau khi hẹn giờ")
        assert current(page).latest.digest == page.latest.digest


def test_what_is_scheduled_for_a_unit_dissolved_meanwhile_is_published_under_its_last_name(desk: Desk, later) -> None:
    page = scheduled(desk)
    desk.unit.versions.update(valid_to=timezone.localdate())
    later()
    call_command("run_due", verbosity=0)
    assert current(page).state == State.PUBLISHED
    assert current(page).release.unit_name == "Công đoàn cơ sở Trường A"


def test_the_items_photo_deleted_from_the_evidence_is_refused(desk: Desk) -> None:
    page = scheduled(desk)
    photo = page.latest.photos.all()[0].photo
    assert not tried(photo.delete)


@pytest.mark.parametrize("state", ["submitted", "at_board"])
def test_purged_revisions_take_no_evidence_and_no_text_with_them(desk: Desk, state: str) -> None:
    page = desk.draft(title="Một")
    change(page, by=desk.writer, title="Hai")
    page = submit(current(page), by=desk.writer)
    if state == "at_board":
        page = approve(page, by=desk.approver)
        page = change(page, by=desk.board, lead="Sa-pô")
        page = change(page, by=desk.board, lead="Sa-pô khác")
    digest = page.latest.digest
    call_command("purge_revisions", verbosity=0)
    call_command("purge_revisions", verbosity=0, days=0)
    page = current(page)
    assert page.latest.digest == digest
    if state == "submitted":
        assert act(desk.approver, page, "approve").status_code == 302
    assert act(desk.board, current(page), "publish").status_code == 302
    assert current(page).live


def test_purged_revisions_leave_a_published_item_and_its_return_from_hiding(desk: Desk) -> None:
    page = desk.published(title="Đứng trên trang")
    page = change(page, by=desk.board, lead="Đang sửa")
    call_command("purge_revisions", verbosity=0)
    act(desk.board, current(page), "hide", reason="Kiểm tra")
    assert Client().get(page.url).status_code == 404
    call_command("purge_revisions", verbosity=0)
    assert act(desk.board, current(page), "show").status_code == 302
    said = Client().get(page.url).content.decode()
    assert "Đứng trên trang" in said
    assert "Đang sửa" not in said


def test_every_revision_deleted_publishes_nothing_and_opens_still(desk: Desk) -> None:
    page = desk.at_board()
    with nothing_reaches_readers():
        tried(lambda: Revision.objects.for_instance(page).delete())
        response = act(desk.board, current(page), "publish")
    assert response.status_code < 500
    assert browser_of(desk.board).get(reverse("news:item", args=[page.pk])).status_code < 500


def test_moving_pages_by_command_leaves_items_with_their_units(desk: Desk) -> None:
    page = desk.published()
    elsewhere = make_unit("Công đoàn cơ sở Trường B").page
    with nothing_reaches_readers():
        tried(lambda: call_command("move_pages", str(desk.unit.page.pk), str(elsewhere.pk), verbosity=0))
    assert current(page).get_parent().specific.unit == desk.unit
    assert Client().get(page.url).status_code == 200


def test_a_time_that_has_passed_is_refused_with_a_reason(desk: Desk) -> None:
    page = desk.at_board()
    with nothing_reaches_readers():
        response = act(desk.board, page, "schedule", publish_at="01/01/2020 08:00")
    assert response.status_code == 422
    with pytest.raises(ActRefused), transaction.atomic():
        publish(page, by=desk.board, publish_at=timezone.now() - dt.timedelta(seconds=1))
