"""The item's own screen: each act in each state by each person, and no act by a hand that may not do it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.news.acts import ACTS
from cms.news.models import Approval, NewsPage
from cms.news.releasing import release
from cms.units.models import Publication, Role
from tests.factories.news import Desk, approve, change, current, publish, submit
from tests.factories.units import add_member, make_approver, make_unit, make_writer
from tests.news.attempts import act, assert_refused, browser_of, nothing_reaches_readers, tried

TOMORROW = (timezone.localtime() + dt.timedelta(days=1)).strftime("%d/%m/%Y %H:%M")
FIELDS = {"reason": "Lý do", "comment": "Đồng ý", "publish_at": TOMORROW}

# Who may do what, when: everything else is refused.
ALLOWED = {
    ("submit", "draft", "writer"),
    ("submit", "draft", "approver"),
    ("submit", "returned", "writer"),
    ("submit", "returned", "approver"),
    ("recall", "submitted", "writer"),
    ("approve", "submitted", "approver"),
    ("return", "submitted", "approver"),
    ("publish", "at_board", "board"),
    ("schedule", "at_board", "board"),
    ("return", "at_board", "board"),
    ("not-used", "at_board", "board"),
    ("unschedule", "scheduled", "board"),
    ("not-used", "scheduled", "board"),
    ("hide", "published", "board"),
    ("withdraw", "published", "board"),
    ("show", "hidden", "board"),
    ("withdraw", "hidden", "board"),
}
# Dropping a change of a published item that has none does nothing.
IDLE = {("drop", "published"), ("drop", "hidden")}
STATES = ["draft", "submitted", "returned", "at_board", "scheduled", "not_used", "published", "hidden", "withdrawn"]
PEOPLE = ["writer", "approver", "board", "superuser", "stranger"]


def item_in(desk: Desk, state: str) -> NewsPage:
    """An item that has come to ``state`` by the acts of its people."""
    if state in {"draft", "submitted", "at_board", "published"}:
        return getattr(desk, state)()
    if state == "returned":
        page = desk.submitted()
        act(desk.approver, page, "return", reason="Sửa lại")
    elif state in {"scheduled", "not_used"}:
        page = desk.at_board()
        act(desk.board, page, "schedule" if state == "scheduled" else "not-used", publish_at=TOMORROW, reason="Trùng")
    else:
        page = desk.published()
        act(desk.board, page, "hide" if state == "hidden" else "withdraw", reason="Kiểm tra")
    return current(page)


def people_of(desk: Desk) -> dict[str, User]:
    return {
        "writer": desk.writer,
        "approver": desk.approver,
        "board": desk.board,
        "superuser": User.objects.create_superuser(username="goc", password="x"),
        "stranger": make_approver(make_unit("Công đoàn cơ sở Trường B")),
    }


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", PEOPLE)
def test_only_whose_turn_it_is_does_an_act(desk: Desk, who: str, state: str) -> None:
    page = item_in(desk, state)
    user = people_of(desk)[who]
    for chosen in ACTS:
        if (chosen.name, state, who) in ALLOWED or (chosen.name, state) in IDLE:
            continue
        with nothing_reaches_readers():
            response = act(user, page, chosen.name, **FIELDS)
        assert_refused(response)
        assert response.status_code != 302 or "login" in response.url, (chosen.name, "answered as if it were done")
        now = current(page)
        assert (now.state, now.latest.digest) == (page.state, page.latest.digest), chosen.name
        assert now.approvals.count() == page.approvals.count(), chosen.name


@pytest.mark.parametrize(("name", "state", "who"), sorted(ALLOWED))
def test_whose_turn_it_is_does_the_act(desk: Desk, name: str, state: str, who: str) -> None:
    if (name, who) == ("submit", "approver"):
        make_approver(desk.unit)
    page = item_in(desk, state)
    response = act(people_of(desk)[who], page, name, **FIELDS)
    assert response.status_code == 302, response.content.decode()
    now, publication = current(page), Publication.objects.filter(page=page.pk).first()
    assert now.state != page.state or name in {"hide", "show"}
    assert publication is None or (name == "hide") == (publication.hidden_at is not None and name != "withdraw")


@pytest.mark.parametrize("name", ["submit", "approve", "publish", "schedule"])
def test_a_decision_without_or_with_another_digest_is_refused(desk: Desk, name: str) -> None:
    page = {"submit": desk.draft, "approve": desk.submitted}.get(name, desk.at_board)()
    user = {"submit": desk.writer, "approve": desk.approver}.get(name, desk.board)
    for digest in ("", "0" * 64, "x"):
        with nothing_reaches_readers():
            response = act(user, page, name, digest=digest, publish_at=TOMORROW)
        assert response.status_code == 409
        assert_refused(response)
        assert current(page).state == page.state


def test_after_an_act_one_comes_back_to_the_list_one_came_from(desk: Desk) -> None:
    page = desk.submitted()
    for target in ("waiting", "https://example.com/", "//example.com"):
        data = {"approve-digest": page.latest.digest}
        response = browser_of(desk.approver).post(
            f"{reverse('news:act', args=[page.pk, 'approve'])}?next={target}", data
        )
        assert response.status_code in {302, 404, 409}
        assert "example.com" not in response.headers.get("Location", "")


def test_nobody_approves_what_they_wrote_or_submitted(desk: Desk) -> None:
    add_member(desk.unit, Role.APPROVER, desk.writer)
    add_member(desk.unit, Role.WRITER, desk.approver)
    page = desk.submitted()
    assert act(desk.writer, page, "approve").status_code == 409
    other = submit(desk.draft(), by=desk.approver) if make_approver(desk.unit) else None
    assert act(desk.approver, other, "approve").status_code == 409
    assert not Approval.objects.exists()


def test_who_wrote_as_another_day_and_submits_by_a_friend_still_does_not_approve(desk: Desk) -> None:
    add_member(desk.unit, Role.APPROVER, desk.writer)
    friend = make_writer(desk.unit)
    page = submit(change(desk.draft(), by=friend, title="Bạn sửa một chữ"), by=friend)
    assert act(desk.writer, page, "approve").status_code == 409
    assert act(desk.approver, page, "approve").status_code == 302


def test_what_the_approver_wrote_before_the_stage_counts_as_writing(desk: Desk) -> None:
    page = change(desk.draft(), by=desk.approver, title="Người duyệt viết")
    make_approver(desk.unit)
    page = submit(page, by=desk.writer)
    response = act(desk.approver, page, "approve")
    assert response.status_code == 409
    assert_refused(response)


def test_a_board_member_does_not_publish_what_they_wrote_for_their_unit(desk: Desk) -> None:
    add_member(desk.unit, Role.WRITER, desk.board)
    page = submit(change(desk.draft(), by=desk.board, title="Biên tập viên viết"), by=desk.writer)
    page = approve(page, by=desk.approver)
    for name in ("publish", "schedule"):
        with nothing_reaches_readers():
            assert_refused(act(desk.board, page, name, **FIELDS))
    assert act(desk.other_board, page, "publish").status_code == 302


def test_a_board_member_does_not_publish_what_they_approved_for_their_unit_and_wrote(desk: Desk) -> None:
    add_member(desk.unit, Role.APPROVER, desk.board)
    page = approve(desk.submitted(), by=desk.board)
    response = act(desk.board, page, "publish")
    assert response.status_code in {302, 409}
    if response.status_code == 302:
        # Two roles of one person, who wrote nothing: allowed, and recorded twice.
        assert set(page.approvals.values_list("user", flat=True)) == {desk.board.pk}


def test_what_was_withdrawn_never_comes_back(desk: Desk) -> None:
    page = item_in(desk, "withdrawn")
    approval = page.approvals.of_board().latest_given()
    for attempt in (lambda: release(page, approval), *(revision.publish for revision in page.revisions.all())):
        with nothing_reaches_readers():
            assert not tried(attempt)


def test_an_item_is_published_again_after_a_change_as_one_publication(desk: Desk) -> None:
    page = desk.published()
    first = Publication.objects.get()
    page = change(page, by=desk.writer, title="Đề nghị sửa")
    page = approve(submit(page, by=desk.writer), by=desk.approver)
    page = publish(page, by=desk.board)
    assert page.release.headline == "Đề nghị sửa"
    assert Publication.objects.get().published_at == first.published_at
    assert page.release.first_published_at == first.published_at
