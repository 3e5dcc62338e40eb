"""From a shell: approvals, releases, edits and items once submitted are neither forged, changed nor deleted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.accounts.models import User
from cms.news import moderation
from cms.news.content import digest_of
from cms.news.models import Approval, Edit, NewsPage, Release
from cms.news.refusals import ActRefused, NotVetted
from cms.units.models import Publication, Stage, UnitIndexPage
from tests.factories.news import Desk, change, current
from tests.news.attempts import execute, nothing_reaches_readers, readers_see, tried

STATES = ["draft", "submitted", "at_board"]


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
        NewsPage.objects.filter(pk=page.pk).delete,
        Page.objects.filter(pk=page.pk).delete,
        desk.unit.page.delete,
    ]
    assert not any(tried(attempt) for attempt in attempts)
    assert Approval.objects.filter(page=page).count() == 2
    assert Publication.objects.filter(page=page.pk).count() == 1


def test_an_item_that_was_submitted_is_not_deleted_by_a_query_either(desk: Desk) -> None:
    page = desk.submitted()
    for attempt in (
        page.delete,
        NewsPage.objects.filter(pk=page.pk).delete,
        Page.objects.filter(pk=page.pk).delete,
        desk.unit.page.delete,
        UnitIndexPage.objects.get().delete,
    ):
        tried(attempt)
        assert NewsPage.objects.filter(pk=page.pk).exists()


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
