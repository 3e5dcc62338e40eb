"""From a shell, a fixture or SQL: what the board did not approve is refused, or not shown to readers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.accounts.models import User
from cms.news.models import NewsPage, State
from cms.news.refusals import NotVetted
from cms.units.models import Publication
from tests.factories.news import TEXT, Desk, current
from tests.news.attempts import execute, nothing_reaches_readers, readers_see, tried

STATES = ["draft", "submitted", "at_board"]


@pytest.mark.parametrize("state", STATES)
def test_a_page_saved_as_live_is_refused(desk: Desk, state: str) -> None:
    page = getattr(desk, state)()
    for target in (page, page.latest, Page.objects.get(pk=page.pk).specific):
        target.live = True
        with nothing_reaches_readers(), pytest.raises(NotVetted), transaction.atomic():
            target.save()
        with nothing_reaches_readers(), pytest.raises(NotVetted), transaction.atomic():
            target.save(update_fields=["live"])


def test_an_item_added_to_the_tree_as_live_is_refused(desk: Desk) -> None:
    with pytest.raises(NotVetted):
        desk.unit.page.add_child(instance=NewsPage(title="Tin thẳng", unit=desk.unit, live=True))


@pytest.mark.parametrize("state", STATES)
def test_publishing_any_revision_is_refused(desk: Desk, state: str) -> None:
    page = getattr(desk, state)()
    for revision in page.revisions.all():
        for options in ({}, {"skip_permission_checks": True}, {"user": desk.board}):
            with nothing_reaches_readers(), pytest.raises(PermissionDenied), transaction.atomic():
                revision.publish(**options)
        with nothing_reaches_readers(), pytest.raises(PermissionDenied), transaction.atomic():
            page.publish(revision, skip_permission_checks=True)


@pytest.mark.parametrize("state", STATES)
def test_what_sql_or_an_update_or_the_base_class_sets_live_is_not_shown(desk: Desk, state: str) -> None:
    page = getattr(desk, state)(title="Tin chưa ai duyệt")
    base = Page.objects.get(pk=page.pk)
    base.live = True
    sql = "UPDATE wagtailcore_page SET live = %s WHERE id = %s"
    for attempt in (
        lambda: NewsPage.objects.filter(pk=page.pk).update(live=True),
        lambda: Page.objects.filter(pk=page.pk).update(live=True),
        lambda: Page.objects.bulk_update([base], ["live"]),
        base.save,
        lambda: execute(sql, True, page.pk),
    ):
        tried(attempt)
        assert not readers_see(page, "Tin chưa ai duyệt")
        assert not NewsPage.objects.public().exists()


def test_other_text_written_under_a_published_item_is_not_shown(desk: Desk) -> None:
    page = desk.published(title="Tin đã duyệt")
    content = page.latest_revision.content | {"title": "Chữ lạ", "lead": "Chữ lạ"}
    for attempt in (
        lambda: NewsPage.objects.filter(pk=page.pk).update(title="Chữ lạ"),
        lambda: NewsPage.objects.filter(pk=page.pk).update(lead="Chữ lạ", draft_title="Chữ lạ"),
        lambda: Revision.objects.filter(pk=page.latest_revision_id).update(content=content),
        lambda: execute("UPDATE news_newspage SET body = %s WHERE page_ptr_id = %s", "[]", page.pk),
    ):
        tried(attempt)
        assert readers_see(page, "Tin đã duyệt")
        assert not readers_see(page, "Chữ lạ")


def test_a_published_item_that_bears_other_text_cannot_be_saved(desk: Desk) -> None:
    page = desk.published()
    page.title = "Chữ lạ"
    with nothing_reaches_readers(), pytest.raises(NotVetted), transaction.atomic():
        page.save()


@pytest.mark.parametrize("state", STATES)
def test_a_fixture_with_a_live_item_is_not_shown(desk: Desk, state: str, tmp_path: Path) -> None:
    page = getattr(desk, state)(title="Tin từ tệp dữ liệu")
    fixture = tmp_path / "tin.json"
    data = serialize("json", [Page.objects.get(pk=page.pk), NewsPage.objects.get(pk=page.pk)])
    fixture.write_text(data.replace('"live": false', '"live": true'), encoding="utf-8")
    tried(lambda: call_command("loaddata", str(fixture), verbosity=0))
    assert not readers_see(page, "Tin từ tệp dữ liệu")


def test_items_created_in_bulk_as_live_are_not_shown(desk: Desk) -> None:
    template = desk.draft(title="Tin hàng loạt")
    path = desk.unit.page.path + "0009"
    with pytest.raises(ValueError, match="multi-table"):
        NewsPage.objects.bulk_create([NewsPage(title="Tin hàng loạt", unit=desk.unit, live=True, path=path, depth=5)])
    NewsPage.objects.bulk_update([template], ["title"])
    assert not readers_see(template, "Tin hàng loạt")


def test_the_workflow_finished_or_its_tasks_approved_by_hand_publish_nothing(desk: Desk) -> None:
    for state in ("submitted", "at_board"):
        page = getattr(desk, state)()
        workflow_state: WorkflowState = page.current_workflow_state
        task_state: TaskState = page.current_workflow_task_state
        superuser = User.objects.create_superuser(username=f"goc-{state}", password="x")
        for by in (desk.writer, desk.approver, desk.board, superuser, None):
            for attempt in (
                lambda w, t, user: w.finish(user=user),
                lambda w, t, user: t.approve(user=user),
                lambda w, t, user: t.task.specific.on_action(t, user, "approve"),
                lambda w, t, user: w.resume(user=user),
                lambda w, t, user: (t.approve(user=user), w.update(user=user)),
            ):
                with nothing_reaches_readers():
                    try:
                        with transaction.atomic():
                            attempt(
                                WorkflowState.objects.get(pk=workflow_state.pk),
                                TaskState.objects.get(pk=task_state.pk),
                                by,
                            )
                            raise UndoneError
                    except (PermissionDenied, UndoneError):
                        pass


class UndoneError(Exception):
    """Takes an attempt back that was not refused, so that the next one starts from the same place."""


def test_a_finished_workflow_of_an_unvetted_item_is_refused_with_nothing_changed(desk: Desk) -> None:
    page = desk.at_board()
    with pytest.raises(NotVetted), transaction.atomic():
        page.current_workflow_state.finish(user=desk.board)
    assert current(page).state == State.AT_BOARD
    assert current(page).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


def test_the_state_set_by_hand_publishes_nothing(desk: Desk) -> None:
    page = desk.draft(title="Trạng thái giả")
    for state in State.values:
        NewsPage.objects.filter(pk=page.pk).update(state=state)
        tried(lambda: NewsPage.objects.filter(pk=page.pk).update(live=True))
        call_command("run_due", verbosity=0)
        assert not readers_see(page, "Trạng thái giả")
    assert Publication.objects.count() == 0


def test_times_written_by_hand_publish_and_expire_nothing(desk: Desk) -> None:
    past = timezone.now() - dt.timedelta(days=1)
    draft, shown = desk.draft(), desk.published(text=TEXT)
    NewsPage.objects.update(go_live_at=past, expire_at=past)
    Revision.objects.update(approved_go_live_at=past)
    for command in ("publish_scheduled", "publish_scheduled_pages", "run_due"):
        with nothing_reaches_readers():
            call_command(command, verbosity=0)
    assert not current(draft).live
    assert current(shown).live
