"""From a draft over the signature to the document: who may do what, and when."""

from __future__ import annotations

import datetime as dt

import pytest
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.news.models import AnnouncementIndexPage, AnnouncementPage
from cms.notices import acts
from cms.notices.models import Notice, State
from cms.notices.quarters import EARLIEST_YEAR, Quarter
from cms.notices.refusals import ChangedMeanwhile, NoticeRefused, NumberTaken
from cms.units.days import today
from cms.units.models import Publication, Unit
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from tests.factories.notices import LAST, block, day_of, drafted, issue, issued, rewrite, scan, send, sent
from tests.factories.publications import publish
from tests.factories.units import UserFactory, join_group, make_approver


def test_the_same_quarter_is_begun_once_whoever_begins_it(board: User) -> None:
    first, second = acts.begin(LAST, by=board), acts.begin(LAST, by=UserFactory(board=True))
    assert first == second
    assert Notice.objects.get().began_by == board


def test_the_first_quarter_of_all_has_none_to_be_compared_with(board: User) -> None:
    with pytest.raises(NoticeRefused):
        acts.begin(Quarter(EARLIEST_YEAR, 1), by=board)


def test_a_quarter_that_has_not_begun_is_refused_and_one_that_runs_is_not(board: User) -> None:
    running = Quarter.containing(today())
    with pytest.raises(NoticeRefused):
        acts.begin(Quarter.containing(running.end), by=board)
    assert acts.begin(running, by=board).is_draft


@pytest.mark.parametrize("who", ["approver", ACCOUNTANT, ADMINISTRATOR, "superuser"])
def test_nobody_but_the_board_does_anything(board: User, unit: Unit, who: str) -> None:
    person = make_approver(unit) if who == "approver" else UserFactory(is_superuser=who == "superuser")
    if who in (ACCOUNTANT, ADMINISTRATOR):
        join_group(person, who)
    draft, waiting = drafted(by=board), sent(by=board, quarter=LAST.before)
    done = issued(by=board, quarter=LAST.before.before)
    for attempt in (
        lambda: acts.begin(LAST, by=person),
        lambda: rewrite(draft, by=person),
        lambda: send(draft, by=person),
        lambda: acts.drop(draft, by=person, version=draft.version),
        lambda: acts.take_back(waiting, by=person, version=waiting.version, reason="Sai"),
        lambda: issue(waiting, by=person, number="46"),
        lambda: acts.amend(done, by=person),
    ):
        with pytest.raises(NoticeRefused):
            attempt()
    assert sorted(Notice.objects.values_list("state", flat=True)) == ["draft", "issued", "signature"]


def test_what_is_not_in_the_state_for_it_is_refused(board: User, item: Publication) -> None:
    draft = drafted(by=board)
    with pytest.raises(NoticeRefused):
        issue(draft, by=board)
    with pytest.raises(NoticeRefused):
        acts.amend(draft, by=board)
    waiting = send(draft, by=board)
    for attempt in (
        lambda: rewrite(waiting, by=board),
        lambda: acts.drop(waiting, by=board, version=waiting.version),
        lambda: acts.send_to_signature(waiting, by=board, version=waiting.version, digest=waiting.digest),
        lambda: acts.amend(waiting, by=board),
    ):
        with pytest.raises(NoticeRefused):
            attempt()
    done = issue(waiting, by=board)
    for attempt in (
        lambda: issue(done, by=board, number="46"),
        lambda: acts.take_back(done, by=board, version=done.version, reason="Sai"),
        lambda: rewrite(done, by=board),
    ):
        with pytest.raises(NoticeRefused):
            attempt()


def test_two_who_write_the_same_draft_do_not_overwrite_each_other(board: User) -> None:
    draft = drafted(by=board)
    rewrite(draft, by=board, preface="Của người thứ nhất")
    with pytest.raises(ChangedMeanwhile):
        rewrite(draft, by=UserFactory(board=True), preface="Của người thứ hai")
    assert Notice.objects.get().preface == "Của người thứ nhất"


def test_what_goes_to_signature_is_what_the_person_saw(board: User, unit: Unit, item: Publication) -> None:
    draft = drafted(by=board)
    with pytest.raises(ChangedMeanwhile):
        send(draft, by=board, digest="0" * 64)
    notice = send(draft, by=board)
    publish(unit, on=day_of(), headline="Đăng sau khi trình ký")
    assert [listed.headline for listed in Notice.objects.get().frozen.items] == ["Tặng quà đoàn viên"]
    assert notice.digest == Notice.objects.get().frozen.digest


def test_without_a_signature_block_nothing_goes_to_signature(board: User) -> None:
    draft = drafted(by=board, signature_block=None)
    with pytest.raises(NoticeRefused):
        send(draft, by=board)


def test_a_quarter_that_runs_goes_to_signature_only_if_it_is_meant_so(board: User) -> None:
    draft = drafted(by=board, quarter=Quarter.containing(today()))
    with pytest.raises(NoticeRefused):
        send(draft, by=board)
    assert send(draft, by=board, although_not_over=True).is_at_signature


def test_a_notice_comes_back_with_a_reason_and_gathers_its_facts_anew(
    board: User, unit: Unit, item: Publication
) -> None:
    waiting = sent(by=board)
    with pytest.raises(NoticeRefused):
        acts.take_back(waiting, by=board, version=waiting.version, reason=" \u200b")
    draft = acts.take_back(waiting, by=board, version=waiting.version, reason="Thiếu một tin")
    assert (draft.facts, draft.digest, draft.draft_letter.name) == (None, "", "")
    publish(unit, on=day_of(), headline="Tin thiếu")
    assert len(send(draft, by=board).frozen.items) == 2
    entry = ModelLogEntry.objects.for_instance(draft).get(action="notices.take_back")
    assert entry.data["reason"] == "Thiếu một tin"


def test_a_draft_is_given_up_and_can_be_begun_again(board: User) -> None:
    draft = drafted(by=board)
    acts.drop(draft, by=board, version=draft.version)
    assert not Notice.objects.exists()
    assert acts.begin(LAST, by=board).is_draft


def test_an_issued_notice_bears_what_was_entered(board: User, item: Publication) -> None:
    notice = issued(by=board, number=" 45 ", scan=scan())
    stored = Notice.objects.get()
    assert stored.state == State.ISSUED
    assert (stored.full_number, stored.signer, stored.signer_position) == ("45/TB-LĐLĐ", "Nông Thị Tám", "TRƯỞNG BAN")
    assert (stored.issued_by, stored.issued_on, stored.scan_name) == (board, today(), "thong-bao.pdf")
    actions = ModelLogEntry.objects.for_instance(notice).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["notices.begin", "notices.write", "notices.send", "notices.issue"]


@pytest.mark.parametrize(
    "fields",
    [
        {"number": ""},
        {"number": "0"},
        {"number": "45/TB"},
        {"number": "bốn"},
        {"number": "-1"},
        {"symbol": ""},
        {"symbol": "TB LĐLĐ"},
        {"symbol": "/TB"},
        {"signer": "\u200b "},
    ],
    ids=str,
)
def test_what_no_paper_can_say_is_refused(board: User, item: Publication, fields: dict[str, str]) -> None:
    waiting = sent(by=board)
    with pytest.raises(NoticeRefused):
        issue(waiting, by=board, **fields)
    assert Notice.objects.get().is_at_signature


def test_a_day_to_come_and_a_day_before_the_signature_are_refused(board: User, item: Publication) -> None:
    waiting = sent(by=board)
    for days in (1, -1):
        with pytest.raises(NoticeRefused):
            issue(waiting, by=board, issued_on=today() + dt.timedelta(days=days))


@pytest.mark.parametrize(
    ("name", "content"),
    [("thu.pdf", b"MZ\x90 program"), ("thu.pdf", b""), ("thu.docx", b"%PDF-1.7 %%EOF"), ("thu.pdf", b"%PDF-1.7 cut")],
    ids=["no PDF", "empty", "another name", "cut off"],
)
def test_a_scan_that_is_no_whole_pdf_is_refused(board: User, item: Publication, name: str, content: bytes) -> None:
    waiting = sent(by=board)
    with pytest.raises(NoticeRefused):
        issue(waiting, by=board, scan=scan(name, content))
    assert Notice.objects.get().is_at_signature


@pytest.mark.parametrize("number", ["45", "045"])
def test_a_number_is_given_once_in_a_year(board: User, number: str) -> None:
    issued(by=board)
    waiting = sent(by=board, quarter=LAST.before)
    with pytest.raises(NoticeRefused, match="45"):
        issue(waiting, by=board, number=number)
    assert issue(waiting, by=board, number=number, symbol="CV-LĐLĐ").is_issued


def test_the_number_of_an_announcement_is_asked_about(board: User) -> None:
    index = AnnouncementIndexPage.objects.get()
    index.add_child(instance=AnnouncementPage(title="Kế hoạch", number="045 / TB-LĐLĐ", issued_on=today()))
    waiting = sent(by=board)
    with pytest.raises(NumberTaken):
        issue(waiting, by=board)
    assert issue(waiting, by=board, although_taken=True).is_issued


def test_the_signature_is_frozen_with_the_facts(board: User, item: Publication) -> None:
    waiting = sent(by=board)
    chosen = block()
    chosen.lines = "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH"
    chosen.save()
    assert Notice.objects.get(pk=waiting.pk).signature["lines"] == ["TM. BAN BIÊN TẬP", "TRƯỞNG BAN"]
