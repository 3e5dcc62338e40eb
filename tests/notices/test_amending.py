"""A mistake in an issued notice is mended by another one, which says what is different."""

from __future__ import annotations

import pytest
from django.test import Client

from cms.accounts.models import User
from cms.notices import acts
from cms.notices.facts.current import facts_of
from cms.notices.models import Notice
from cms.notices.refusals import NoticeRefused
from cms.units.models import Publication, Unit
from tests.factories.notices import credit, day_of, issue, issued, rewrite, send
from tests.factories.publications import publish, take_part


@pytest.fixture
def first(board: User, item: Publication) -> Notice:
    return issued(by=board)


def amended(notice: Notice, *, by: User, number: str) -> Notice:
    draft = acts.amend(notice, by=by)
    return issue(send(rewrite(draft, by=by), by=by), by=by, number=number)


def test_it_says_what_was_added_removed_and_changed(
    board: User, unit: Unit, other_unit: Unit, item: Publication
) -> None:
    gone = publish(unit, on=day_of(number=41), headline="Tin bị gỡ")
    notice = issued(by=board)
    gone.withdraw(by=board, reason="Trùng")
    publish(unit, on=day_of(number=42), headline="Tin bỏ sót")
    take_part(item, other_unit)
    mended = facts_of(acts.amend(notice, by=board)).mended
    assert mended is not None
    assert [listed.headline for listed in mended.added] == ["Tin bỏ sót"]
    assert [listed.headline for listed in mended.removed] == ["Tin bị gỡ"]
    (change,) = mended.changed
    assert change.headline == "Tặng quà đoàn viên"
    ((old, new),) = change.what.values()
    assert old == "Công đoàn cơ sở Trường A"
    assert new == "Công đoàn cơ sở Trường A, Công đoàn ngành Y tế"


def test_it_refers_to_the_notice_and_the_notice_to_it(board: User, first: Notice) -> None:
    second = amended(first, by=board, number="50")
    assert second.get_absolute_url() == f"{first.get_absolute_url()}sua-doi-1/"
    of_first = Client().get(first.get_absolute_url()).content.decode()
    of_second = Client().get(second.get_absolute_url()).content.decode()
    assert second.get_absolute_url() in of_first
    assert "50/TB-LĐLĐ" in of_first
    assert first.get_absolute_url() in of_second
    assert "45/TB-LĐLĐ" in of_second


def test_a_draft_amendment_shows_nothing_to_readers(board: User, first: Notice) -> None:
    before = Client().get(first.get_absolute_url()).content
    draft = acts.amend(first, by=board)
    assert Client().get(draft.get_absolute_url()).status_code == 404
    assert Client().get(first.get_absolute_url()).content == before


def test_there_is_one_open_amendment_at_a_time(board: User, first: Notice) -> None:
    assert acts.amend(first, by=board) == acts.amend(first, by=board)


def test_amendments_make_a_chain(board: User, unit: Unit, first: Notice) -> None:
    second = amended(first, by=board, number="50")
    with pytest.raises(NoticeRefused):
        acts.amend(first, by=board)
    credit(publish(unit, on=day_of(number=43), headline="Tin thứ ba"), "Hoa Ban")
    third = amended(second, by=board, number="51")
    assert (third.turn, third.amends) == (2, second)
    assert third.frozen.mended is not None
    assert [listed.headline for listed in third.frozen.mended.added] == ["Tin thứ ba"]


def test_an_amendment_that_was_given_up_can_be_begun_again(board: User, first: Notice) -> None:
    draft = acts.amend(first, by=board)
    acts.drop(draft, by=board, version=draft.version)
    assert acts.amend(first, by=board).turn == 1
