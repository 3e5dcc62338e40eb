"""The screens of the register: lists as of a day, a unit's story, and acts in few guided steps."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.units.models import Contributor, Membership, Succession, Unit, UnitKind
from cms.units.roles import ADMINISTRATOR
from cms.units.successions import Decision, dissolve, merge, rename, transfer
from tests.factories.news import Desk
from tests.factories.units import ContributorFactory, UserFactory, join_group, make_approver, make_unit, make_writer
from tests.signing_in import signed_in

JULY = dt.date(2025, 7, 1)
DECISION = Decision("45/QĐ-LĐLĐ", dt.date(2025, 6, 20))
FACTS = {"decision_number": "45/QĐ-LĐLĐ", "decision_date": "20/06/2025", "day": "01/07/2025", "note": ""}
NO_NEW_UNITS = {"new-TOTAL_FORMS": 3, "new-INITIAL_FORMS": 0, "new-MIN_NUM_FORMS": 0, "new-MAX_NUM_FORMS": 12}


@pytest.fixture
def administrator(portal: None) -> User:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    return user


@pytest.fixture
def office(administrator: User) -> Client:
    """The administrator's browser."""
    return signed_in(administrator)


def act(kind: str) -> str:
    return reverse("units:act", args=[kind])


def screen_of(unit: Unit) -> str:
    return reverse("wagtailsnippets_units_unit:inspect", args=[unit.pk])


def digest_in(response: Any) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', response.content.decode())
    assert found, response.content.decode()
    return found[1]


def preview(office: Client, kind: str, facts: dict[str, Any], *, fates: dict[str, Any] | None = None) -> Any:
    """The screen that says what will happen."""
    step = "facts" if fates is None else "fates"
    return office.post(act(kind), FACTS | facts | (fates or {}) | {"step": step})


def carry_through(office: Client, kind: str, facts: dict[str, Any], *, fates: dict[str, Any] | None = None) -> Any:
    """From the facts over the preview to the end."""
    seen = preview(office, kind, facts, fates=fates)
    data = FACTS | facts | (fates or {}) | {"step": "confirm", "digest": digest_in(seen)}
    return office.post(act(kind), data)


def current(unit: Unit) -> Unit:
    return Unit.objects.get(pk=unit.pk)


# Lists


def test_the_list_shows_the_units_that_live_on_the_day_asked_for(office: Client, administrator: User) -> None:
    unit = make_unit("Công đoàn huyện Cũ")
    dissolve(unit, decision=DECISION, day=JULY, by=administrator)
    address = reverse("wagtailsnippets_units_unit:list")
    assert "Công đoàn huyện Cũ" not in office.get(address).content.decode()
    assert "Công đoàn huyện Cũ" in office.get(address, {"ngay": "30/06/2025"}).content.decode()
    assert "Công đoàn huyện Cũ" not in office.get(address, {"ngay": "01/07/2025"}).content.decode()


def test_the_list_is_narrowed_by_kind_and_by_parent_as_of_the_day(office: Client, administrator: User) -> None:
    parent, other = make_unit("Công đoàn ngành", "intermediate"), make_unit("Công đoàn xã", "intermediate")
    unit = make_unit("Công đoàn cơ sở Trường B")
    transfer([unit], parent, decision=DECISION, day=dt.date(2024, 1, 1), by=administrator)
    transfer([unit], other, decision=DECISION, day=JULY, by=administrator)
    address = reverse("wagtailsnippets_units_unit:list_results")
    before = office.get(address, {"ngay": "30/06/2025", "parent": parent.pk}).content.decode()
    after = office.get(address, {"ngay": "01/07/2025", "parent": parent.pk}).content.decode()
    assert "Công đoàn cơ sở Trường B" in before
    assert "Công đoàn cơ sở Trường B" not in after
    kind = UnitKind.objects.get(code="intermediate")
    assert "Trường B" not in office.get(address, {"kind": kind.pk}).content.decode()
    assert "Công đoàn xã" in office.get(address, {"parent": "tinh"}).content.decode()


@pytest.mark.parametrize("typed", ["truong b", "Trường B", "TRUONG", "b-07"])
def test_a_unit_is_found_with_and_without_diacritics_and_by_its_code(office: Client, typed: str) -> None:
    unit, _other = make_unit("Công đoàn cơ sở Trường B"), make_unit("Công đoàn Đông Á")
    Unit.objects.filter(pk=unit.pk).update(code="B-07")
    text = office.get(reverse("wagtailsnippets_units_unit:list_results"), {"q": typed}).content.decode()
    assert "Trường B" in text
    assert "Đông Á" not in text


def test_a_unit_is_found_by_its_former_name(office: Client, administrator: User) -> None:
    unit = make_unit("Công đoàn Thị xã Cũ")
    rename(unit, "Công đoàn phường Mới", decision=DECISION, day=JULY, by=administrator)
    text = office.get(reverse("wagtailsnippets_units_unit:list_results"), {"q": "thi xa cu"}).content.decode()
    assert "Công đoàn phường Mới" in text


@pytest.mark.parametrize("day", ["hôm qua", "31/02/2025", "0", "9999999999", "01/01/0001"])
def test_a_day_that_is_none_is_never_an_error(office: Client, day: str) -> None:
    unit = make_unit()
    for address in (reverse("wagtailsnippets_units_unit:list"), screen_of(unit)):
        assert office.get(address, {"ngay": day}).status_code == 200


@pytest.mark.parametrize("address", ["list", "list_results"])
def test_the_list_costs_the_same_however_many_units_there_are(
    office: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    url = reverse(f"wagtailsnippets_units_unit:{address}")
    office.get(url)
    for number in range(30):
        make_unit(f"Công đoàn cơ sở số {number}")
    with django_assert_max_num_queries(30):
        office.get(url)


# A unit's screen


def test_a_units_screen_tells_what_held_on_a_day_and_its_whole_story(office: Client, administrator: User) -> None:
    parent, unit = make_unit("Công đoàn ngành Y tế", "intermediate"), make_unit("CĐCS Bệnh viện")
    writer = make_writer(unit)
    transfer([unit], parent, decision=DECISION, day=JULY, by=administrator)
    rename(unit, "CĐCS Bệnh viện Đa khoa", decision=Decision("46/QĐ-LĐLĐ", JULY), day=JULY, by=administrator)
    text = office.get(screen_of(unit), {"ngay": "30/06/2025"}).content.decode()
    assert "46/QĐ-LĐLĐ" in text
    assert "45/QĐ-LĐLĐ" in text
    assert "trực thuộc tỉnh" in text or "directly under the province" in text
    assert str(writer) in text
    assert "Công đoàn ngành Y tế" in office.get(screen_of(unit)).content.decode()
    assert "CĐCS Bệnh viện Đa khoa" in office.get(screen_of(parent)).content.decode()


def test_the_facts_of_a_unit_are_no_fields_of_any_form_but_the_code_is(office: Client) -> None:
    unit = make_unit("CĐCS Trường C")
    edit = reverse("wagtailsnippets_units_unit:edit", args=[unit.pk])
    office.post(edit, {"code": "C-1", "name": "Tên khác", "versions-0-name": "Tên khác", "slug": "khac"})
    assert (current(unit).code, str(current(unit)), current(unit).slug) == ("C-1", "CĐCS Trường C", "cdcs-truong-c")
    other = make_unit("CĐCS Trường D")
    response = office.post(reverse("wagtailsnippets_units_unit:edit", args=[other.pk]), {"code": " C-1 "})
    assert response.status_code == 200
    assert current(other).code is None


def test_the_form_that_would_write_a_unit_without_a_decision_leads_to_the_act(office: Client) -> None:
    before = Unit.objects.count()
    for method in (office.get, office.post):
        assert method(reverse("wagtailsnippets_units_unit:add")).url == act("founding")
    assert Unit.objects.count() == before


# Who may


def test_nobody_but_administrators_meets_the_acts(desk: Desk) -> None:
    unit = make_unit("Đơn vị khác")
    accountless = [desk.writer, desk.approver, desk.board]
    for user in accountless:
        for kind in ("founding", "renaming", "merger", "dissolution"):
            assert signed_in(user).get(act(kind)).status_code == 404
            data = FACTS | {"unit": unit.pk, "name": "Khác", "step": "confirm"}
            assert signed_in(user).post(act(kind), data).status_code == 404
    assert not Succession.objects.exists()


def test_the_board_reads_the_register_and_is_offered_nothing(desk: Desk) -> None:
    text = signed_in(desk.board).get(screen_of(desk.unit)).content.decode()
    assert str(desk.unit) in text
    assert "/admin/so-don-vi/" not in text


def test_an_act_that_is_none_is_not_there(office: Client) -> None:
    assert office.get(act("abolition")).status_code == 404


# Acts


def test_a_unit_is_founded_after_a_preview_and_not_before(office: Client, client: Client) -> None:
    kind = UnitKind.objects.get(code="intermediate")
    facts = {"name": "Công đoàn xã Nà Vàng", "kind": kind.pk, "parent": "", "size": "870", "code": "NV"}
    seen = preview(office, "founding", facts)
    assert "Công đoàn xã Nà Vàng" in seen.content.decode()
    assert not Unit.objects.filter(code="NV").exists()
    done = carry_through(office, "founding", facts)
    unit = Unit.objects.get(code="NV")
    assert done.url == screen_of(unit)
    assert unit.name_on(JULY) == "Công đoàn xã Nà Vàng"
    assert client.get(unit.page.url).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  \u200b "),
        ("name", ""),
        ("size", "-1"),
        ("size", "99999999999"),
        ("day", "31/02/2025"),
        ("day", ""),
        ("decision_number", " "),
        ("decision_date", "hôm qua"),
        ("kind", "0"),
        ("parent", "x"),
    ],
)
def test_what_cannot_be_is_marked_beside_its_field_and_nothing_typed_is_lost(
    office: Client, field: str, value: str
) -> None:
    before = Unit.objects.count()
    facts = {"name": "Công đoàn xã Mới", "kind": UnitKind.objects.get(code="grassroots").pk, "parent": "", "size": "5"}
    response = preview(office, "founding", facts | {field: value})
    assert response.status_code == 422
    assert field in response.context["facts"].errors
    assert "45/QĐ-LĐLĐ" in response.content.decode() or field == "decision_number"
    assert Unit.objects.count() == before


def test_a_unit_is_renamed_and_its_address_follows_with_redirects(office: Client, client: Client, desk: Desk) -> None:
    item = desk.published()
    old_page, old_item = desk.unit.page.url, item.url
    carry_through(office, "renaming", {"unit": desk.unit.pk, "name": "CĐCS Trường Mới", "new_address": "follow"})
    page = current(desk.unit).page
    assert page.url.endswith("/cdcs-truong-moi/")
    assert client.get(old_page).url == page.url
    moved = client.get(old_item)
    assert moved.status_code == 301
    assert client.get(moved.url).status_code == 200


def test_the_preview_warns_of_an_act_that_cannot_be_undone(office: Client, desk: Desk) -> None:
    changes = {"unit": desk.unit.pk, "name": "CĐCS Trường Mới", "new_address": ""}
    assert not preview(office, "renaming", changes).context["told"].published
    item = desk.published()
    assert preview(office, "renaming", changes).context["told"].published == item.title


def test_a_unit_is_renamed_and_its_address_stays(office: Client, client: Client) -> None:
    unit = make_unit("CĐCS Trường Cũ")
    carry_through(office, "renaming", {"unit": unit.pk, "name": "CĐCS Trường Mới", "new_address": ""})
    assert current(unit).page.slug == "cdcs-truong-cu"
    assert "CĐCS Trường Mới" in client.get(current(unit).page.url).content.decode()


def test_many_units_are_transferred_on_one_day_in_one_form(office: Client) -> None:
    parent = make_unit("Công đoàn xã", "intermediate")
    units = [make_unit(f"CĐCS số {number}") for number in range(5)]
    response = carry_through(office, "transfer", {"units": [unit.pk for unit in units], "parent": parent.pk})
    assert response.status_code == 302
    for unit in units:
        assert current(unit).version_on(JULY).parent == parent
    assert Succession.objects.get().kind == "transfer"


def test_a_transfer_into_a_circle_is_refused_beside_the_parent(office: Client, administrator: User) -> None:
    top, below = make_unit("Công đoàn trên", "intermediate"), make_unit("Công đoàn dưới", "intermediate")
    transfer([below], top, decision=DECISION, day=dt.date(2024, 1, 1), by=administrator)
    response = preview(office, "transfer", {"units": [top.pk], "parent": below.pk})
    assert response.status_code == 422
    assert "parent" in response.context["facts"].errors


def test_an_act_before_a_later_one_is_refused_and_names_it(office: Client, administrator: User) -> None:
    unit = make_unit()
    rename(unit, "Tên sau", decision=Decision("99/QĐ", JULY), day=dt.date(2026, 1, 1), by=administrator)
    response = preview(office, "renaming", {"unit": unit.pk, "name": "Tên giữa"})
    assert response.status_code == 422
    assert "99/QĐ" in response.content.decode()


def test_units_merge_and_each_role_and_contributor_goes_where_it_was_said(office: Client) -> None:
    first, second = make_unit("CĐCS Một"), make_unit("CĐCS Hai")
    third = make_unit("CĐCS Ba")
    writer, approver = make_writer(second), make_approver(second)
    person = ContributorFactory(unit=second)
    facts = NO_NEW_UNITS | {"units": [first.pk, second.pk], "into": [third.pk]}
    fates_screen = preview(office, "merger", facts)
    assert str(writer) in fates_screen.content.decode()
    ended = Membership.objects.get(user=approver)
    done = carry_through(
        office, "merger", facts, fates={f"fate-role-{ended.pk}": "-", f"fate-contributors-{person.pk}": "-"}
    )
    assert done.status_code == 302
    assert Membership.objects.on(JULY).get(user=writer).unit == third
    assert not Membership.objects.on(JULY).filter(user=approver).exists()
    assert Contributor.objects.get(pk=person.pk).unit is None
    assert not current(first).lives_on(JULY)


def test_units_merge_into_one_that_is_founded_by_it(office: Client) -> None:
    first, second = make_unit("LĐLĐ huyện A", "intermediate"), make_unit("LĐLĐ huyện B", "intermediate")
    kind = UnitKind.objects.get(code="intermediate")
    founded = {"new-0-name": "Công đoàn xã AB", "new-0-kind": kind.pk, "new-0-parent": "", "new-0-size": "10"}
    carry_through(office, "merger", NO_NEW_UNITS | founded | {"units": [first.pk, second.pk]}, fates={})
    founded_unit = Unit.objects.get(slug="cong-doan-xa-ab")
    assert founded_unit.lives_on(JULY)
    assert [unit.pk for unit in Unit.objects.living().filter(pk__in=[first.pk, second.pk])] == []


def test_a_merger_without_a_unit_that_follows_is_refused_and_nothing_is_lost(office: Client) -> None:
    unit = make_unit("CĐCS Một")
    response = preview(office, "merger", NO_NEW_UNITS | {"units": [unit.pk]})
    assert response.status_code == 422
    assert "into" in response.context["facts"].errors
    assert f'value="{unit.pk}" checked' in response.content.decode()


def test_a_division_asks_which_subordinates_and_people_go(office: Client, administrator: User) -> None:
    unit, below = make_unit("Công đoàn lớn", "intermediate"), make_unit("CĐCS dưới")
    transfer([below], unit, decision=DECISION, day=dt.date(2024, 1, 1), by=administrator)
    stays, goes = make_writer(unit), make_writer(unit)
    kind = UnitKind.objects.get(code="intermediate")
    facts = NO_NEW_UNITS | {
        "unit": unit.pk,
        "keeps": "on",
        "new-0-name": "Công đoàn nhỏ",
        "new-0-kind": kind.pk,
        "new-0-parent": "",
    }
    role = Membership.objects.get(user=goes).pk
    done = carry_through(office, "division", facts, fates={f"fate-below-{below.pk}": "n0", f"fate-role-{role}": "n0"})
    assert done.status_code == 302
    small = Unit.objects.get(slug="cong-doan-nho")
    assert current(below).version_on(JULY).parent == small
    assert Membership.objects.on(JULY).get(user=goes).unit == small
    assert Membership.objects.on(JULY).get(user=stays).unit == unit


def test_a_unit_with_others_below_it_is_dissolved_only_when_each_has_a_place(
    office: Client, administrator: User
) -> None:
    unit, below = make_unit("LĐLĐ huyện", "intermediate"), make_unit("CĐCS dưới")
    transfer([below], unit, decision=DECISION, day=dt.date(2024, 1, 1), by=administrator)
    refused = preview(office, "dissolution", {"unit": unit.pk}, fates={})
    assert refused.status_code == 422
    done = carry_through(office, "dissolution", {"unit": unit.pk}, fates={f"fate-below-{below.pk}": "-"})
    assert done.status_code == 302
    assert current(below).version_on(JULY).parent is None
    assert not current(unit).lives_on(JULY)


@pytest.mark.parametrize("target", ["u999999", "n7", "x", "u"])
def test_a_choice_that_was_not_offered_is_refused(office: Client, target: str) -> None:
    first, second = make_unit("CĐCS Một"), make_unit("CĐCS Hai")
    make_writer(first)
    role = Membership.objects.get(unit=first).pk
    facts = NO_NEW_UNITS | {"units": [first.pk], "into": [second.pk]}
    response = preview(office, "merger", facts, fates={f"fate-role-{role}": target})
    assert response.status_code == 422
    assert not Succession.objects.exists()


def test_going_back_keeps_what_was_typed_on_every_screen(office: Client) -> None:
    first, second = make_unit("CĐCS Một"), make_unit("CĐCS Hai")
    make_writer(first)
    role = Membership.objects.get(unit=first).pk
    facts = NO_NEW_UNITS | {"units": [first.pk], "into": [second.pk], "note": "Theo đề án"}
    chosen = {f"fate-role-{role}": "-"}
    back = office.post(act("merger"), FACTS | facts | chosen | {"step": "back-to-fates"})
    assert '<option value="-" selected' in back.content.decode()
    back = office.post(act("merger"), FACTS | facts | chosen | {"step": "back-to-facts"})
    text = back.content.decode()
    assert back.status_code == 200
    assert "Theo đề án" in text
    assert f'name="fate-role-{role}" value="-"' in text


def test_a_world_that_changed_between_preview_and_confirmation_is_shown_again(
    office: Client, administrator: User
) -> None:
    first, second = make_unit("CĐCS Một"), make_unit("CĐCS Hai")
    facts = NO_NEW_UNITS | {"units": [first.pk], "into": [second.pk]}
    seen = preview(office, "merger", facts, fates={})
    make_writer(first)
    data = FACTS | facts | {"step": "confirm", "digest": digest_in(seen)}
    again = office.post(act("merger"), data)
    assert again.status_code == 200
    assert not Succession.objects.exists()
    assert office.post(act("merger"), data | {"digest": digest_in(again)}).status_code == 302
    assert Succession.objects.count() == 1


@pytest.mark.parametrize("digest", ["", "0" * 64, "x"])
def test_nothing_is_done_that_was_not_seen(office: Client, digest: str) -> None:
    unit = make_unit()
    facts = FACTS | {"unit": unit.pk, "name": "Tên khác", "step": "confirm", "digest": digest}
    assert office.post(act("renaming"), facts).status_code == 200
    assert not Succession.objects.exists()


def test_the_same_confirmation_sent_twice_is_done_once(office: Client) -> None:
    unit = make_unit()
    seen = preview(office, "renaming", {"unit": unit.pk, "name": "Tên khác"})
    data = FACTS | {"unit": unit.pk, "name": "Tên khác", "step": "confirm", "digest": digest_in(seen)}
    assert office.post(act("renaming"), data).status_code == 302
    assert office.post(act("renaming"), data).status_code == 422
    assert Succession.objects.count() == 1


# Undoing


def test_the_last_act_is_undone_with_a_reason_that_stays_on_the_time_line(office: Client, administrator: User) -> None:
    unit = make_unit("Tên cũ")
    succession = rename(unit, "Tên mới", decision=DECISION, day=JULY, by=administrator)
    address = reverse("units:undo", args=[succession.pk])
    assert address in office.get(screen_of(unit)).content.decode()
    assert office.post(address, {"reason": "  "}).status_code == 422
    assert str(current(unit)) == "Tên mới"
    assert office.post(address, {"reason": "Nhầm quyết định"}).url == screen_of(unit)
    assert str(current(unit)) == "Tên cũ"
    text = office.get(screen_of(unit)).content.decode()
    assert "Nhầm quyết định" in text
    assert "story__undone" in text
    assert address not in text


def test_an_act_that_cannot_be_undone_says_why(office: Client, administrator: User) -> None:
    unit = make_unit("Tên cũ")
    first = rename(unit, "Tên giữa", decision=DECISION, day=JULY, by=administrator)
    rename(unit, "Tên mới", decision=Decision("99/QĐ", JULY), day=dt.date(2026, 1, 1), by=administrator)
    response = office.get(reverse("units:undo", args=[first.pk]))
    assert "99/QĐ" in response.content.decode()
    assert str(current(unit)) == "Tên mới"


def test_looking_at_the_undoing_changes_nothing(office: Client, administrator: User) -> None:
    first, second = make_unit("Một"), make_unit("Hai")
    succession = merge([first], second, decision=DECISION, day=JULY, by=administrator)
    assert office.get(reverse("units:undo", args=[succession.pk])).status_code == 200
    assert not current(first).lives_on(JULY)
    assert not hasattr(Succession.objects.get(), "undoing")


def test_nobody_but_administrators_undoes(desk: Desk, administrator: User) -> None:
    succession = rename(desk.unit, "Tên mới", decision=DECISION, day=JULY, by=administrator)
    for user in (desk.writer, desk.approver, desk.board):
        for method in (signed_in(user).get, signed_in(user).post):
            assert method(reverse("units:undo", args=[succession.pk]), {"reason": "Vì thế"}).status_code == 404
    assert str(current(desk.unit)) == "Tên mới"


@pytest.mark.parametrize(
    "wrong", [{"decision_date": "20/06/2999"}, {"day": "01/07/0205"}, {"day": "01/07/2999"}, {"day": "31/02/2025"}]
)
def test_days_that_nobody_can_mean_are_refused_beside_their_field(office: Client, wrong: dict[str, str]) -> None:
    response = preview(office, "renaming", {"unit": make_unit().pk, "name": "Tên mới"} | wrong)
    assert response.status_code == 422
    assert set(response.context["facts"].errors) == set(wrong)
