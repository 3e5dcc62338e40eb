"""Issued means for ever: neither the models nor SQL change what is frozen, and nothing that happens later does."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from cms.accounts.models import User
from cms.notices import acts, guards
from cms.notices.facts.current import facts_of
from cms.notices.models import Notice
from cms.units.models import Publication, Unit, UnitVersion
from tests.factories.notices import LAST, drafted, issued, sent


def refused(sql: str, *arguments: object) -> None:
    with pytest.raises(IntegrityError, match=guards.REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, arguments)


CHANGES = [
    "preface = 'Khác'",
    "facts = '{}'",
    "digest = 'x'",
    "year = 2001",
    "with_annex = NOT with_annex",
    "draft_letter = 'x'",
]


@pytest.mark.parametrize("change", [*CHANGES, "number = '46'", "state = 'draft'", "signer = 'Khác'", "letter = 'x'"])
def test_no_statement_changes_an_issued_notice(board: User, item: Publication, change: str) -> None:
    notice = issued(by=board)
    refused(f"UPDATE notices_notice SET {change} WHERE id = %s", notice.pk)


@pytest.mark.parametrize("change", CHANGES)
def test_no_statement_changes_what_lies_before_the_signer(board: User, item: Publication, change: str) -> None:
    notice = sent(by=board)
    refused(f"UPDATE notices_notice SET {change} WHERE id = %s", notice.pk)


def test_no_statement_deletes_what_is_frozen(board: User, item: Publication) -> None:
    for notice in (sent(by=board), issued(by=board, quarter=LAST.before)):
        refused("DELETE FROM notices_notice WHERE id = %s", notice.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.filter(pk=notice.pk).delete()
        with pytest.raises(PermissionDenied):
            notice.delete()


def test_a_draft_is_not_issued_past_the_signature(board: User) -> None:
    draft = drafted(by=board)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=draft.pk).update(
            state="issued", facts={}, digest="x", sent_at=timezone.now(), sent_by=board
        )


def test_a_second_notice_of_the_quarter_is_refused_by_the_database(board: User) -> None:
    draft = drafted(by=board)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(year=draft.year, quarter=draft.quarter, began_by=board)


def test_an_issued_notice_saved_again_as_a_model_is_refused(board: User, item: Publication) -> None:
    notice = issued(by=board)
    notice.preface = "Khác"
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save()


def test_later_renames_and_withdrawals_change_no_figure(board: User, unit: Unit, item: Publication) -> None:
    notice = issued(by=board)
    before = Client().get(notice.get_absolute_url()).content.decode()
    UnitVersion.objects.filter(unit=unit).update(name="Tên mới")
    item.withdraw(by=board, reason="Sai sự thật")
    after = Client().get(notice.get_absolute_url()).content.decode()
    assert f'href="{item.address}"' in before
    assert item.address not in after
    for page in (before, after):
        assert "Tặng quà đoàn viên" in page
        assert "Công đoàn cơ sở Trường A" in page
        assert "Tên mới" not in page
    assert Notice.objects.get().frozen.totals.items == 1


def test_the_quarter_before_is_what_was_announced_of_it(board: User, unit: Unit, item: Publication) -> None:
    announced = issued(by=board)
    item.withdraw(by=board, reason="Sai sự thật")
    following = acts.begin(type(announced.of_quarter).containing(announced.of_quarter.end), by=board)
    facts = facts_of(following)
    assert (facts.before.items, facts.before.notice) == (1, "45/TB-LĐLĐ")
