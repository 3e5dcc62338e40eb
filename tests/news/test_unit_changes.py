"""What becomes of items when their unit is merged, divided or dissolved."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from cms.accounts.models import User
from cms.news import moderation
from cms.news.access import ItemAccess
from cms.news.models import NewsPage, State
from cms.news.models.approvals import is_vetted
from cms.news.refusals import ActRefused
from cms.news.relocation import relocate
from cms.outbox.models import Effect
from cms.photos.models import Photo
from cms.units.days import today
from cms.units.models import Succession, Unit, UnitKind
from cms.units.roles import ADMINISTRATOR
from cms.units.successions import Decision, Fate, NewUnit, dissolve, divide, merge, preview, undo
from tests.factories.news import Desk, approve, change, current, publish, submit, write
from tests.factories.units import UserFactory, join_group, make_approver, make_unit, make_writer

DECISION = Decision("12/QĐ-LĐLĐ", dt.date(2026, 11, 1))


@pytest.fixture
def administrator(portal: None) -> User:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    return user


@pytest.fixture
def heir(portal: None) -> Unit:
    """Another unit with people of its own."""
    unit = make_unit("CĐCS Kế tục")
    make_writer(unit)
    make_approver(unit)
    return unit


def merge_into(heir: Unit, desk: Desk, by: User, **kwargs: object) -> Succession:
    return merge([desk.unit], heir, decision=DECISION, day=today(), by=by, **kwargs)


def unit_of(page: NewsPage) -> int:
    return current(page).unit_id


def told(user: User) -> list[str]:
    effects = Effect.objects.filter(kind="message").order_by("pk")
    return [effect.payload["subject"] for effect in effects if effect.payload["to"] == user.pk]


@pytest.fixture
def kinds_of_items(desk: Desk) -> dict[str, NewsPage]:
    """An item in each state that matters."""
    returned = desk.submitted(title="Tin bị trả lại")
    moderation.send_back(returned, by=desk.approver, reason="Thiếu tên người")
    return {
        "draft": desk.draft(title="Tin đang viết"),
        "returned": current(returned),
        "at_unit": desk.submitted(title="Tin chờ đơn vị"),
        "at_board": desk.at_board(title="Tin chờ biên tập"),
        "published": desk.published(title="Tin đã đăng"),
    }


def test_what_is_open_goes_along_and_what_the_unit_let_go_of_stays(
    desk: Desk, heir: Unit, administrator: User, kinds_of_items: dict[str, NewsPage]
) -> None:
    merge_into(heir, desk, administrator)
    moved = {name for name, item in kinds_of_items.items() if unit_of(item) == heir.pk}
    assert moved == {"draft", "returned", "at_unit"}
    for name in moved:
        item = current(kinds_of_items[name])
        assert item.get_parent().pk == heir.page.pk
        assert item.latest.unit_id == heir.pk
    assert current(kinds_of_items["at_board"]).state == State.AT_BOARD
    assert NewsPage.objects.public().filter(pk=kinds_of_items["published"].pk).exists()


def test_what_waited_for_the_old_units_approvers_is_a_draft_again_and_its_writer_is_told(
    desk: Desk, heir: Unit, administrator: User
) -> None:
    item = desk.submitted(title="Tin chờ đơn vị")
    merge_into(heir, desk, administrator)
    item = current(item)
    assert item.state == State.DRAFT
    assert item.current_workflow_state is None
    assert any("Tin chờ đơn vị" in subject for subject in told(desk.writer))


def test_nothing_gets_vetted_by_moving(desk: Desk, heir: Unit, administrator: User) -> None:
    item = desk.at_board(title="Tin đã duyệt ở đơn vị")
    moderation.send_back(item, by=desk.board, reason="Bổ sung ảnh")
    assert is_vetted(item.pk, current(item).latest_digest)
    merge_into(heir, desk, administrator)
    item = current(item)
    assert item.unit_id == heir.pk
    assert not is_vetted(item.pk, item.latest_digest)


def test_a_moved_draft_passes_both_stages_of_its_new_unit(desk: Desk, heir: Unit, administrator: User) -> None:
    item = desk.draft(title="Tin đang viết")
    merge_into(heir, desk, administrator)
    approver = heir.memberships.get(role="approver", user__in=User.objects.exclude(pk=desk.approver.pk)).user
    item = submit(current(item), by=desk.writer)
    item = approve(item, by=approver)
    item = publish(item, by=desk.board)
    assert item.release.unit_name == "CĐCS Kế tục"


def test_the_people_of_the_new_unit_see_a_moved_draft_with_its_photos_and_others_do_not(
    desk: Desk, heir: Unit, administrator: User
) -> None:
    item = desk.draft()
    stranger = make_writer(make_unit("Đơn vị khác"))
    merge_into(heir, desk, administrator)
    newcomer = heir.memberships.exclude(user__in=[desk.writer, desk.approver]).first().user
    photos = current(item).latest.photo_ids
    assert ItemAccess(newcomer, current(item)).may_see
    assert not ItemAccess(stranger, current(item)).may_see
    assert Photo.objects.visible_to(newcomer).filter(pk__in=photos).count() == len(photos)
    assert not Photo.objects.visible_to(stranger).filter(pk__in=photos).exists()


def test_drafts_whose_writers_do_not_come_along_are_shown_to_those_who_go_on_with_them(
    desk: Desk, heir: Unit, administrator: User
) -> None:
    desk.draft(title="Tin của người nghỉ")
    role = desk.unit.memberships.get(user=desk.writer).pk
    merge_into(heir, desk, administrator, fate=Fate(people={role: None}))
    writers = {membership.user for membership in heir.memberships.filter(role="writer")}
    assert all(any("Tin của người nghỉ" in subject for subject in told(writer)) for writer in writers)


def test_a_draft_may_be_sent_elsewhere_or_left_behind(desk: Desk, heir: Unit, administrator: User) -> None:
    other = make_unit("CĐCS Nơi khác")
    elsewhere, behind = desk.draft(title="Một"), desk.draft(title="Hai")
    fate = Fate(followers={"drafts": {elsewhere.pk: other, behind.pk: None}})
    merge_into(heir, desk, administrator, fate=fate)
    assert (unit_of(elsewhere), unit_of(behind)) == (other.pk, desk.unit.pk)


def test_two_drafts_of_one_headline_meet_below_one_page(desk: Desk, heir: Unit, administrator: User) -> None:
    writer = heir.memberships.get(role="writer").user
    here, there = write(heir, by=writer, title="Tin vui"), desk.draft(title="Tin vui")
    merge_into(heir, desk, administrator)
    slugs = {current(here).slug, current(there).slug}
    assert len(slugs) == 2
    assert current(there).latest.slug == current(there).slug


def test_the_old_address_of_a_draft_tells_nothing(desk: Desk, heir: Unit, administrator: User, client: Client) -> None:
    item = desk.draft(title="Bí mật")
    address = item.url or f"/don-vi/{desk.unit.slug}/{item.slug}/"
    merge_into(heir, desk, administrator)
    assert client.get(address).status_code == 404
    assert not Redirect.objects.filter(redirect_page=item.pk).exists()


def test_what_the_board_has_is_published_for_the_old_unit_by_its_last_name(
    desk: Desk, heir: Unit, administrator: User
) -> None:
    item = desk.at_board()
    merge_into(heir, desk, administrator)
    publish(item, by=desk.board)
    recorded = current(item).publication.units.get()
    assert (recorded.unit_id, recorded.name) == (desk.unit.pk, "Công đoàn cơ sở Trường A")
    assert recorded.kind_code == "grassroots"


def test_a_published_item_with_a_change_under_way_stays_and_its_change_waits_for_nobody(
    desk: Desk, heir: Unit, administrator: User
) -> None:
    item = desk.published()
    submit(change(item, by=desk.writer, lead="Bổ sung"), by=desk.writer)
    merge_into(heir, desk, administrator)
    item = current(item)
    assert (item.unit_id, item.state) == (desk.unit.pk, State.DRAFT)
    assert NewsPage.objects.public().filter(pk=item.pk).exists()


def test_a_dissolution_leaves_drafts_where_they_are_unless_somebody_inherits_them(
    desk: Desk, administrator: User
) -> None:
    item = desk.draft()
    dissolve(desk.unit, decision=DECISION, day=today(), by=administrator)
    assert unit_of(item) == desk.unit.pk


def test_a_division_in_which_the_unit_lives_on_moves_only_what_is_named(desk: Desk, administrator: User) -> None:
    stays, goes, waits = desk.draft(title="Một"), desk.draft(title="Hai"), desk.submitted(title="Ba")
    small = NewUnit("CĐCS nhỏ", UnitKind.objects.get(code="grassroots"))
    fate = Fate(followers={"drafts": {goes.pk: small}})
    divide(desk.unit, [small], keeps=True, decision=DECISION, day=today(), by=administrator, fate=fate)
    assert (unit_of(stays), unit_of(waits)) == (desk.unit.pk, desk.unit.pk)
    assert unit_of(goes) != desk.unit.pk
    assert current(waits).state == State.AT_UNIT


def test_the_preview_counts_and_moves_nothing(
    desk: Desk, heir: Unit, administrator: User, kinds_of_items: dict[str, NewsPage]
) -> None:
    lines = preview(lambda: merge_into(heir, desk, administrator)).notes["drafts"]
    assert any("3" in line and "CĐCS Kế tục" in line for line in lines)
    assert any("1" in line and "Công đoàn cơ sở Trường A" in line for line in lines)
    assert {unit_of(item) for item in kinds_of_items.values()} == {desk.unit.pk}
    assert current(kinds_of_items["at_unit"]).state == State.AT_UNIT


def test_undoing_brings_back_what_is_open_still_and_leaves_what_went_on(
    desk: Desk, heir: Unit, administrator: User
) -> None:
    open_still, went_on, waits = (desk.draft(title=title) for title in ("Một", "Hai", "Ba"))
    merger = merge_into(heir, desk, administrator)
    approver = heir.memberships.exclude(user=desk.approver).get(role="approver").user
    approve(submit(current(went_on), by=desk.writer), by=approver)
    submit(current(waits), by=desk.writer)
    undo(merger, reason="Nhầm", by=administrator)
    assert unit_of(open_still) == desk.unit.pk
    assert (unit_of(waits), current(waits).state) == (desk.unit.pk, State.DRAFT)
    assert (unit_of(went_on), current(went_on).state) == (heir.pk, State.AT_BOARD)
    photos = Photo.objects.filter(pk__in=current(open_still).latest.photo_ids)
    assert set(photos.values_list("unit", flat=True)) == {desk.unit.pk}


def test_a_merger_to_come_moves_drafts_on_its_day(desk: Desk, heir: Unit, administrator: User) -> None:
    item = desk.draft()
    merge([desk.unit], heir, decision=DECISION, day=today() + dt.timedelta(days=2), by=administrator)
    assert unit_of(item) == desk.unit.pk


@pytest.mark.parametrize("state", ["at_unit", "at_board", "published"])
def test_nobody_relocates_what_is_being_decided_or_was_published(
    heir: Unit, kinds_of_items: dict[str, NewsPage], state: str
) -> None:
    item = kinds_of_items[state]
    with pytest.raises(ActRefused):
        relocate(item, heir)
    assert unit_of(item) != heir.pk


def test_an_item_is_still_not_moved_by_anybody_else(desk: Desk, heir: Unit) -> None:
    item = desk.draft()
    with pytest.raises(ActRefused):
        item.move(heir.page, pos="last-child")


def test_what_the_board_returns_goes_to_the_unit_that_followed(desk: Desk, heir: Unit, administrator: User) -> None:
    item = desk.at_board(title="Tin cần sửa")
    merge_into(heir, desk, administrator)
    moderation.send_back(item, by=desk.board, reason="Bổ sung ảnh")
    assert (unit_of(item), current(item).state) == (heir.pk, State.RETURNED)
    assert ItemAccess(desk.writer, current(item)).may_submit()


def test_what_nobody_could_mend_is_not_returned(desk: Desk, administrator: User) -> None:
    item = desk.at_board()
    dissolve(desk.unit, decision=DECISION, day=today(), by=administrator)
    with pytest.raises(ActRefused):
        moderation.send_back(item, by=desk.board, reason="Bổ sung ảnh")
    assert current(item).state == State.AT_BOARD


@pytest.mark.parametrize("way", ["a draft written since", "an item sent on to the board"])
def test_nothing_is_left_in_a_unit_that_undoing_would_let_never_have_existed(
    desk: Desk, administrator: User, way: str
) -> None:
    page = desk.draft()
    kind = UnitKind.objects.get(code=UnitKind.GRASSROOTS)
    units = [desk.unit, make_unit("CĐCS Thứ hai")]
    act = merge(units, NewUnit("CĐCS Mới", kind), decision=DECISION, day=today(), by=administrator)
    founded = current(page).unit
    if way.startswith("a draft"):
        page = write(founded, by=desk.writer)
    else:
        page = approve(submit(current(page), by=desk.writer), by=desk.approver)
    with pytest.raises(ValidationError):
        undo(act, reason="Nhập nhầm", by=administrator)
    assert unit_of(page) == founded.pk
    if way.startswith("a draft"):
        page.delete()
    else:
        moderation.send_back(page, by=desk.board, reason="Đơn vị xem lại")
    undo(act, reason="Nhập nhầm", by=administrator)
    assert not NewsPage.objects.filter(unit=founded).exists()
