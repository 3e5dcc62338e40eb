"""The board's screens: the whole way over HTTP, and who gets there."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.news.models import AnnouncementIndexPage, AnnouncementPage
from cms.notices import acts
from cms.notices.models import Notice
from cms.notices.quarters import Quarter
from cms.units.days import today
from cms.units.models import Publication, Unit
from cms.units.roles import ACCOUNT_HOLDER, ACCOUNTANT, ADMINISTRATOR
from tests.factories.notices import LAST, block, drafted, issued, scan, sent
from tests.factories.units import UserFactory, join_group, make_approver, make_unit, make_writer
from tests.language.test_screens import assert_vietnamese
from tests.signing_in import signed_in

OF_NOTICE = ["notice", "readers", "signers", "letter", "workbook", "annex"]
STEPS = ["send", "take_back", "issue", "amend", "drop"]


def address(name: str, notice: Notice) -> str:
    return reverse(f"notices:{name}", args=[notice.pk])


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form that sends a notice on."""
    return dict(re.findall(r'<input type="hidden" name="(version|digest)" value="([^"]+)"', page))


def words(notice: Notice, **fields: object) -> dict[str, object]:
    return {
        "version": notice.version,
        "preface": "Ban Biên tập thông báo:",
        "closing": "Trân trọng.",
        "recipients": "Các đơn vị;",
        "signature_block": block().pk,
    } | fields


def paper(notice: Notice, **fields: object) -> dict[str, object]:
    return {
        "version": notice.version,
        "number": "45",
        "symbol": "TB-LĐLĐ",
        "issued_on": today().isoformat(),
        "signature_block": block().pk,
        "signer": "Nông Thị Tám",
    } | fields


def test_the_board_makes_a_notice_from_its_beginning_to_its_end(board: User, item: Publication) -> None:
    desk = signed_in(board)
    begun = desk.post(reverse("notices:index"), {"year": LAST.year, "quarter": LAST.number})
    notice = Notice.objects.get()
    assert begun.url == address("notice", notice)
    assert desk.post(address("notice", notice), words(notice)).status_code == 302
    page = desk.get(address("notice", notice)).content.decode()
    assert "Tặng quà đoàn viên" in page
    assert desk.post(address("send", notice), hidden(page)).status_code == 302
    notice.refresh_from_db()
    assert notice.is_at_signature
    assert desk.post(address("issue", notice), paper(notice) | {"scan": scan()}).status_code == 302
    notice.refresh_from_db()
    assert (notice.is_issued, notice.full_number) == (True, "45/TB-LĐLĐ")
    page = desk.get(address("notice", notice)).content.decode()
    assert f"http://localhost{notice.get_absolute_url()}" in page
    assert desk.post(address("amend", notice)).url == address("notice", Notice.objects.get(turn=1))


@pytest.mark.parametrize("state", ["draft", "at signature", "issued"])
def test_every_screen_of_the_board_answers_in_every_state(board: User, item: Publication, state: str) -> None:
    make_unit("Đơn vị chưa gửi tin")
    make = {"draft": drafted, "at signature": sent}.get(state)
    notice = make(by=board, with_annex=True) if make else issued(by=board, words={"with_annex": True})
    desk = signed_in(board)
    assert desk.get(reverse("notices:index")).status_code == 200
    for name in OF_NOTICE:
        expected = 404 if name == "annex" and state == "draft" else 200
        assert desk.get(address(name, notice)).status_code == expected, name
    for name in STEPS:
        assert desk.get(address(name, notice)).status_code == 405, name


def test_only_the_board_finds_the_screens(board: User, unit: Unit, item: Publication) -> None:
    notice = drafted(by=board)
    people = [make_writer(unit), make_approver(unit), UserFactory(is_superuser=True)]
    for role in (ACCOUNTANT, ACCOUNT_HOLDER, ADMINISTRATOR):
        people.append(UserFactory())
        join_group(people[-1], role)
    for person in people:
        desk = signed_in(person)
        assert desk.get(reverse("notices:index")).status_code == 404
        for name in OF_NOTICE:
            assert desk.get(address(name, notice)).status_code == 404, (person, name)
        for name in STEPS:
            assert desk.post(address(name, notice), {"version": notice.version}).status_code == 404, (person, name)
    assert Client().get(address("notice", notice)).status_code == 302
    assert Notice.objects.get().is_draft


def test_what_is_refused_says_why_and_changes_nothing(board: User, item: Publication) -> None:
    notice = sent(by=board)
    desk = signed_in(board)
    for fields in ({"number": "bốn"}, {"issued_on": "32/13/2026"}, {"signer": ""}, {"symbol": "TB LĐLĐ"}):
        response = desk.post(address("issue", notice), paper(notice, **fields))
        assert response.status_code == 422, fields
        assert 'role="alert"' in response.content.decode(), fields
    assert desk.post(address("take_back", notice), {"version": notice.version, "reason": ""}).status_code == 422
    stale = desk.post(address("take_back", notice), {"version": 0, "reason": "Sai"}, follow=True)
    assert stale.status_code == 200
    assert Notice.objects.get().is_at_signature


def test_nonsense_in_a_form_is_no_failure_of_the_program(board: User, item: Publication) -> None:
    notice = drafted(by=board)
    desk = signed_in(board)
    nonsense = {"version": "x", "digest": "\x00", "number": "9" * 400, "issued_on": "\x00", "year": "x", "quarter": "9"}
    assert desk.post(reverse("notices:index"), nonsense).status_code == 302
    assert desk.post(address("notice", notice), nonsense | {"preface": "a\x00b"}).status_code == 422
    for name in STEPS:
        assert desk.post(address(name, notice), nonsense).status_code in {302, 422}, name
    assert desk.get(reverse("notices:index"), {"p": "x"}).status_code == 200
    assert desk.get("/admin/thong-bao-quy/999999/").status_code == 404


def test_what_was_typed_stays_when_somebody_else_was_faster(board: User, item: Publication) -> None:
    notice = drafted(by=board)
    response = signed_in(board).post(address("notice", notice), words(notice, version=0, preface="Lời của tôi"))
    assert response.status_code == 422
    assert "Lời của tôi" in response.content.decode()
    assert Notice.objects.get().preface != "Lời của tôi"


def test_a_quarter_that_runs_is_warned_about_and_asks_for_a_tick(board: User) -> None:
    notice = drafted(by=board, quarter=Quarter.containing(today()))
    desk = signed_in(board)
    page = desk.get(address("notice", notice)).content.decode()
    assert "although_not_over" in page
    desk.post(address("send", notice), hidden(page))
    assert Notice.objects.get().is_draft
    desk.post(address("send", notice), hidden(page) | {"although_not_over": "on"})
    assert Notice.objects.get().is_at_signature


def test_the_internal_annex_is_read_by_the_board_and_each_reading_is_recorded(board: User, item: Publication) -> None:
    make_unit("Đơn vị chưa gửi tin")
    notice = sent(by=board, with_annex=True)
    desk = signed_in(board)
    assert "Đơn vị chưa gửi tin" in desk.get(address("notice", notice)).content.decode()
    assert desk.get(address("annex", notice)).status_code == 200
    entry = ModelLogEntry.objects.for_instance(notice).get(action="notices.read_annex")
    assert entry.user == board


def test_a_menu_entry_leads_the_board_there_and_nobody_else(board: User) -> None:
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    assert reverse("notices:index") in signed_in(board).get("/admin/").content.decode()
    assert reverse("notices:index") not in signed_in(administrator).get("/admin/").content.decode()


def test_both_previews_show_the_draft_as_it_is_now(board: User, item: Publication) -> None:
    notice = acts.begin(LAST, by=board)
    desk = signed_in(board)
    desk.post(address("notice", notice), words(notice, preface="Lời mở đầu mới"))
    for name in ("readers", "signers"):
        page = desk.get(address(name, notice)).content.decode()
        assert "Lời mở đầu mới" in page
        assert "Tặng quà đoàn viên" in page


def test_a_number_that_an_announcement_bears_is_asked_about_on_the_screen(board: User, item: Publication) -> None:
    index = AnnouncementIndexPage.objects.get()
    index.add_child(instance=AnnouncementPage(title="Kế hoạch", number="45/TB-LĐLĐ", issued_on=today()))
    notice = sent(by=board)
    desk = signed_in(board)
    assert "although_taken" not in desk.get(address("notice", notice)).content.decode()
    asked = desk.post(address("issue", notice), paper(notice))
    assert asked.status_code == 422
    assert "although_taken" in asked.content.decode()
    assert desk.post(address("issue", notice), paper(notice, although_taken="on")).status_code == 302
    assert Notice.objects.get().is_issued


@pytest.mark.parametrize("state", ["draft", "at signature", "issued"])
def test_the_screens_are_vietnamese(board: User, item: Publication, state: str) -> None:
    make = {"draft": drafted, "at signature": sent, "issued": issued}[state]
    notice = make(by=board)
    desk = signed_in(board)
    for name in ("notice", "readers", "signers"):
        assert_vietnamese(desk, address(name, notice))
    assert_vietnamese(desk, reverse("notices:index"))
    assert_vietnamese(Client(), "/thong-bao-quy/")
    assert_vietnamese(Client(), notice.get_absolute_url(), status=200 if state == "issued" else 404)
