"""What the record says of an item's way to publication, for new publications and for those made before."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import WorkflowState

from cms.news import moderation
from cms.news.models import NewsPage, SectionIndexPage, SectionPage
from cms.units.days import today
from cms.units.models import Origin, Publication
from tests.factories.news import Desk, approve, change, publish, submit

EVENT = dt.date(2026, 3, 8)
BEFORE = [("news", "0003_desks"), ("units", "0004_approval_means")]
TABLE = Publication._meta.db_table


def make_section(title: str) -> SectionPage:
    return SectionIndexPage.objects.get().add_child(instance=SectionPage(title=title))


def returned_twice(desk: Desk) -> NewsPage:
    """An item at the board that its unit has returned once, and the board once."""
    page = desk.submitted(event_date=EVENT)
    moderation.send_back(page, by=desk.approver, reason="Thiếu chú thích")
    page = approve(submit(page, by=desk.writer), by=desk.approver)
    moderation.send_back(page, by=desk.board, reason="Thiếu tên")
    return approve(submit(page, by=desk.writer), by=desk.approver)


def test_the_record_bears_the_day_of_the_event(desk: Desk) -> None:
    desk.published(event_date=EVENT)
    assert Publication.objects.get().event_date == EVENT


def test_the_first_hand_in_counts_however_often_the_item_came_back(desk: Desk) -> None:
    page = desk.submitted()
    first = WorkflowState.objects.get().created_at
    moderation.recall(page, by=desk.writer)
    page = approve(submit(page, by=desk.writer), by=desk.approver)
    publish(page, by=desk.board)
    publication = Publication.objects.get()
    assert WorkflowState.objects.count() == 2
    assert publication.submitted_at == first < publication.published_at


def test_returns_by_unit_and_board_are_counted(desk: Desk) -> None:
    publish(returned_twice(desk), by=desk.board)
    assert Publication.objects.get().returns == 2


def test_an_item_that_went_through_at_once_has_no_returns(desk: Desk) -> None:
    desk.published()
    assert Publication.objects.get().returns == 0


def test_a_return_of_a_later_change_leaves_the_record_as_it_was(desk: Desk) -> None:
    page = change(desk.published(), by=desk.writer, title="Tít khác")
    submit(page, by=desk.writer)
    moderation.send_back(page, by=desk.approver, reason="Không đúng")
    assert Publication.objects.get().returns == 0


def test_sections_are_kept_by_their_name_of_the_day_in_the_order_of_the_tree(desk: Desk) -> None:
    first, second = make_section("Phong trào"), make_section("Chế độ")
    page = desk.at_board()
    latest = page.latest
    latest.sections.set([second, first])
    latest.save_revision(user=desk.board, clean=False)
    publish(page, by=desk.other_board)
    first.title = "Tên mới"
    first.save()
    assert [section.name for section in Publication.objects.get().sections.all()] == ["Phong trào", "Chế độ"]


def test_the_kinds_and_names_of_the_day_are_recorded_for_every_participant(desk: Desk) -> None:
    desk.published()
    row = Publication.objects.get().units.get()
    assert (row.name, row.kind_code, row.counts) == (str(desk.unit), "grassroots", True)
    assert Publication.objects.get().origin == Origin.OWN


@pytest.mark.django_db(transaction=True)
def test_publications_of_a_database_of_before_are_completed_when_it_is_migrated(desk: Desk) -> None:
    page = returned_twice(desk)
    latest = page.latest
    latest.sections.set([make_section("Phong trào")])
    latest.save_revision(user=desk.board, clean=False)
    publish(page, by=desk.other_board)
    publication = Publication.objects.get()
    page = change(page, by=desk.writer, title="Tít khác", event_date=today())
    moderation.send_back(submit(page, by=desk.writer), by=desk.approver, reason="Sau ngày đăng thì không tính")
    latest_migrations = MigrationExecutor(connection).loader.graph.leaf_nodes()
    MigrationExecutor(connection).migrate(BEFORE)
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, TABLE)}
    MigrationExecutor(connection).migrate(latest_migrations)
    migrated = Publication.objects.get()
    assert "event_date" not in columns
    assert (migrated.event_date, migrated.returns) == (EVENT, 2)
    assert migrated.submitted_at == publication.submitted_at
    assert [row.name for row in migrated.sections.all()] == ["Phong trào"]
