"""From a shell, a fixture or SQL: what the board did not approve is refused where it is written, or not shown to readers."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.accounts.models import User
from cms.news import moderation
from cms.news.content import digest_of
from cms.news.models import Approval, Edit, NewsPage, Release, State
from cms.news.refusals import ActRefused, NotVetted
from cms.units.models import Publication, Stage
from tests.factories.news import TEXT, Desk, change, current
from tests.factories.units import make_unit
from tests.news.attempts import nothing_reaches_readers, tried

STATES = ["draft", "submitted", "at_board"]


def execute(sql: str, *arguments: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)


def readers_see(page: NewsPage, text: str) -> bool:
    """Whether an anonymous reader finds ``text`` at the item's address, its unit's page, the home page or the archive."""
    day = timezone.localdate()
    addresses = [page.url, page.get_parent().url, "/", "/luu-tru/", f"/luu-tru/{day.year}/{day.month}/"]
    return any(text in Client().get(address).content.decode() for address in addresses)


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


def test_an_approved_content_that_was_tampered_with_is_not_shown(desk: Desk) -> None:
    page = desk.published(title="Tin đã duyệt")
    approval = page.release.approval
    content = approval.content | {"title": "Chữ lạ"}
    execute("UPDATE news_approval SET content = %s WHERE id = %s", json.dumps(content), approval.pk)
    response = Client().get(page.url)
    assert response.status_code == 404
    assert "Chữ lạ" not in response.content.decode()


def test_a_release_of_an_approval_that_is_not_the_boards_is_refused(desk: Desk) -> None:
    page = desk.at_board(title="Chỉ đơn vị duyệt")
    unit_approval = page.approvals.of_unit().get()
    fields = {
        "page": page,
        "approval": unit_approval,
        "headline": page.title,
        "unit": page.unit,
        "unit_name": str(page.unit),
        "first_published_at": timezone.now(),
        "released_at": timezone.now(),
        "local_date": timezone.localdate(),
    }
    tried(lambda: Release.objects.create(**fields))
    tried(lambda: Release.objects.bulk_create([Release(**fields)]))
    target = current(page)
    target.live = True
    tried(target.save)
    tried(lambda: NewsPage.objects.filter(pk=page.pk).update(live=True))
    assert not readers_see(page, "Chỉ đơn vị duyệt")


def test_a_board_approval_of_what_the_unit_did_not_vet_cannot_be_stored(desk: Desk) -> None:
    page = desk.draft()
    content = page.latest_revision.content
    with pytest.raises(NotVetted):
        Approval.objects.create(
            page=page,
            stage=Stage.BOARD,
            content=content,
            digest=digest_of(content),
            user=desk.board,
            name="x",
            role="x",
        )
    with pytest.raises(NotVetted):
        Approval.objects.create(
            page=page, stage=Stage.UNIT, content=content, digest="0" * 64, user=desk.approver, name="x", role="x"
        )


def test_evidence_is_neither_changed_nor_deleted(desk: Desk) -> None:
    page = desk.published()
    approval = page.approvals.of_unit().get()
    publication = Publication.objects.get(page=page.pk)
    attempts = [
        approval.save,
        approval.delete,
        Approval.objects.all().delete,
        lambda: Approval.objects.update(name="x"),
        publication.delete,
        publication.save,
        Publication.objects.all().delete,
        lambda: Publication.objects.update(headline="x"),
        page.delete,
        lambda: Page.objects.get(pk=page.pk).delete(),
    ]
    assert not any(tried(attempt) for attempt in attempts)
    assert Approval.objects.filter(page=page).count() == 2
    assert Publication.objects.filter(page=page.pk).count() == 1


@pytest.mark.parametrize("state", STATES)
def test_a_fixture_with_a_live_item_is_not_shown(desk: Desk, state: str, tmp_path: Path) -> None:
    page = getattr(desk, state)(title="Tin từ tệp dữ liệu")
    fixture = tmp_path / "tin.json"
    data = serialize("json", [Page.objects.get(pk=page.pk), NewsPage.objects.get(pk=page.pk)])
    fixture.write_text(data.replace('"live": false', '"live": true'), encoding="utf-8")
    tried(lambda: call_command("loaddata", str(fixture), verbosity=0))
    assert not readers_see(page, "Tin từ tệp dữ liệu")


def test_a_fixture_with_a_forged_release_is_not_shown(desk: Desk, tmp_path: Path) -> None:
    page = desk.draft(title="Tin giả mạo")
    content = page.latest_revision.content
    now = timezone.now()
    approval = Approval(
        pk=9001, page=page, stage=Stage.BOARD, content=content, digest=digest_of(content), user=desk.board,
        name="x", role="x", given_at=now,
    )  # fmt: skip
    release = Release(
        pk=9001, page=page, approval=approval, headline=page.title, unit=page.unit, unit_name="x",
        first_published_at=now, released_at=now, local_date=timezone.localdate(),
    )  # fmt: skip
    fixture = tmp_path / "gia-mao.json"
    fixture.write_text(serialize("json", [approval, release]), encoding="utf-8")
    tried(lambda: call_command("loaddata", str(fixture), verbosity=0))
    tried(lambda: NewsPage.objects.filter(pk=page.pk).update(live=True))
    assert not readers_see(page, "Tin giả mạo")


def test_items_created_in_bulk_as_live_are_not_shown(desk: Desk) -> None:
    template = desk.draft(title="Tin hàng loạt")
    path = desk.unit.page.path + "0009"
    with pytest.raises(Exception), transaction.atomic():  # noqa: B017 - Django has no bulk creation of child tables
        NewsPage.objects.bulk_create([NewsPage(title="Tin hàng loạt", unit=desk.unit, live=True, path=path, depth=5)])
    NewsPage.objects.bulk_update([template], ["title"])
    assert not readers_see(template, "Tin hàng loạt")


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
        with nothing_reaches_readers(), pytest.raises(PermissionDenied), transaction.atomic():
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
        with nothing_reaches_readers(), pytest.raises(Exception), transaction.atomic():  # noqa: B017
            page.copy(recursive=True, update_attrs={"slug": "ban-sao"})
    assert NewsPage.objects.count() == 1


def test_an_item_moved_past_its_own_method_is_shown_under_its_unit_only(desk: Desk) -> None:
    page = desk.draft(title="Tin bị dời đi")
    other = make_unit("Công đoàn cơ sở Trường B").page
    with nothing_reaches_readers():
        tried(lambda: MovePageAction(page, other, pos="last-child").execute(skip_permission_checks=True))
    assert not readers_see(current(page), "Tin bị dời đi")


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
                            raise _Undone
                    except (PermissionDenied, _Undone):
                        pass


class _Undone(Exception):
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


def test_a_change_without_a_person_voids_the_units_approval(desk: Desk) -> None:
    page = desk.at_board()
    page = change(page, by=None, title="Chương trình đổi")
    assert not page.approvals.of_unit().filter(digest=page.latest.digest).exists()
    with nothing_reaches_readers(), pytest.raises(NotVetted), transaction.atomic():
        moderation.approve_for_board(page, by=desk.board, digest=page.latest.digest)


def test_an_edit_row_cannot_be_laundered_into_the_boards(desk: Desk) -> None:
    page = desk.at_board()
    page = change(page, by=None, title="Chương trình đổi")
    edit = Edit.objects.filter(page=page).latest("pk")
    edit.stage = Stage.BOARD
    assert not tried(edit.save)
    assert not tried(lambda: Edit.objects.filter(pk=edit.pk).update(stage=Stage.BOARD))
    assert not tried(Edit.objects.filter(pk=edit.pk).delete)


def test_a_superuser_can_no_more_save_during_moderation_than_anybody_else(desk: Desk) -> None:
    superuser = User.objects.create_superuser(username="goc", password="x")
    for page in (desk.submitted(), desk.at_board()):
        with pytest.raises(ActRefused), transaction.atomic():
            change(page, by=superuser, title="Quản trị sửa")
        assert current(page).latest.title != "Quản trị sửa"


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
