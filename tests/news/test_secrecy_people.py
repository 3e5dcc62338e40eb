"""Another unit's people: their names stand in no list, filter or choice; what is theirs reaches no other's mail."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.units.models import Membership, Role
from tests.factories.news import Desk, current
from tests.factories.units import ContributorFactory, add_member, make_unit
from tests.news.attempts import act, browser_of, edit_address, posted, save

# ASCII: JSON and some attributes escape other letters, and would hide a leak.
SECRET = "Bi mat cua don vi A"
SLUG = "bi-mat-cua-don-vi-a"


@pytest.fixture
def other(desk: Desk) -> Desk:
    """Another unit, with its own people."""
    return Desk(make_unit("Cong doan co so Truong B"))


def test_names_of_another_units_people_stand_in_no_filter_or_list(desk: Desk, other: Desk) -> None:
    User.objects.filter(pk=desk.writer.pk).update(last_name="Hoang Thi Kin", first_name="", username="hoangthikin")
    desk.writer.refresh_from_db()
    desk.draft(title=SECRET)
    ContributorFactory(full_name="Hoang Thi Kin", unit=desk.unit)
    mine = other.draft()
    browser = browser_of(other.writer)
    addresses = [
        *(reverse(f"news:{name}", args=[mine.pk]) for name in ("item", "writing", "history")),
        reverse("news:writing_new", args=[other.unit.pk]),
        reverse("news:mine"),
        "/admin/",
    ]
    for address in addresses:
        response = browser.get(address)
        assert response.status_code == 200, address
        assert "Hoang Thi Kin" not in response.content.decode(), address
        assert "hoangthikin" not in response.content.decode(), address


def test_another_units_contributor_is_not_chosen_by_number(desk: Desk, other: Desk) -> None:
    contributor = ContributorFactory(full_name="Hoang Thi Kin", unit=desk.unit)
    page = other.draft()
    rows = posted(page)
    rows["authors-0-contributor"] = str(contributor.pk)
    response = browser_of(other.writer).post(edit_address(page), rows)
    assert response.status_code < 500
    assert "Hoang Thi Kin" not in response.content.decode()
    assert not any(author.contributor_id == contributor.pk for author in current(page).latest.authors.all())


def test_a_comment_is_not_sent_to_who_has_left_the_unit(desk: Desk) -> None:
    page = desk.draft(title=SECRET)
    colleague = add_member(desk.unit, Role.WRITER)
    for user in (desk.writer, colleague):
        save(user, current(page), title=SECRET, comment_notifications="on")
    Membership.objects.filter(user=colleague).update(valid_to=timezone.localdate())
    mail.outbox.clear()
    comment = {
        "text": "Loi ban rieng",
        "contentpath": "title",
        "position": "",
        "id": "",
        "resolved": "",
        "DELETE": "",
        "replies-TOTAL_FORMS": "0",
        "replies-INITIAL_FORMS": "0",
    }
    data = posted(current(page), title=f"{SECRET} 2") | {f"comments-0-{name}": value for name, value in comment.items()}
    data |= {"comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "0", "comment_notifications": "on"}
    assert browser_of(desk.writer).post(edit_address(page), data).status_code < 500
    assert colleague.email not in [to for message in mail.outbox for to in message.to]


def test_messages_about_an_item_go_to_nobody_outside_its_unit_and_the_board(
    desk: Desk, other: Desk, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = desk.submitted(title=SECRET)
    assert {to for message in mail.outbox for to in message.to} == {desk.approver.email}
    with django_capture_on_commit_callbacks(execute=True):
        act(desk.approver, page, "approve")
        act(desk.board, current(page), "publish")
    reached = {to for message in mail.outbox for to in message.to}
    assert not reached & {other.writer.email, other.approver.email}
