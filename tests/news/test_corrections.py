"""*Đính chính*: a dated note at the foot of a published item, in one act of the board."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from cms.accounts.models import User
from cms.news import moderation
from cms.news.content import content_of
from cms.news.models import ItemCorrection, NewsPage, State
from cms.news.refusals import ActRefused, ChangedMeanwhile
from cms.outbox.models import Effect
from cms.units.models import Publication, Role
from tests.factories.news import Desk, approve, change, current, publish, submit
from tests.factories.units import UserFactory, add_member
from tests.signing_in import signed_in

WRONG = "Số suất quà là 25, không phải 30."


def correct(
    page: NewsPage, by: User, text: str = WRONG, on: dt.date | None = None, digest: str | None = None
) -> NewsPage:
    digest = current(page).latest_digest if digest is None else digest
    moderation.add_correction(page, by=by, digest=digest, text=text, on=on or timezone.localdate())
    return current(page)


def shown(page: NewsPage) -> str:
    return Client().get(page.url).content.decode()


def test_readers_see_the_correction_with_its_date_at_the_foot(desk: Desk) -> None:
    page = correct(desk.published(), desk.board)
    html = shown(page)
    assert WRONG in html
    assert html.index("corrections") > html.index("Trao quà tại đơn vị")
    assert f'datetime="{timezone.localdate():%Y-%m-%d}"' in html
    assert page.state == State.PUBLISHED


def test_the_screen_offers_it_with_the_date_of_today_and_does_it_in_one_act(desk: Desk) -> None:
    page = desk.published()
    client = signed_in(desk.board)
    screen = client.get(reverse("news:item", args=[page.pk]))
    (form,) = [form for form in screen.context["forms"] if form.act.name == "correction"]
    assert f"{timezone.localdate():%Y-%m-%d}" in str(form["on"])
    data = {
        "correction-digest": screen.context["digest"],
        "correction-text": WRONG,
        "correction-on": timezone.localdate(),
    }
    response = client.post(reverse("news:act", args=[page.pk, "correction"]), data)
    assert response.status_code == 302
    assert WRONG in shown(page)


def test_a_correction_leaves_publication_and_vetting_as_they_were(desk: Desk) -> None:
    page = desk.published()
    before = Publication.objects.values().get()
    correct(page, desk.board)
    assert Publication.objects.values().get() == before
    assert current(page).approvals.of_unit().count() == 1


def test_those_who_wrote_and_approved_are_told(desk: Desk) -> None:
    page = desk.published()
    Effect.objects.all().delete()
    correct(page, desk.board)
    told = {effect.payload["to"] for effect in Effect.objects.all()}
    assert told == {desk.writer.pk, desk.approver.pk}
    assert all(WRONG in effect.payload["text"] for effect in Effect.objects.all())


def test_a_second_correction_stands_below_the_first(desk: Desk) -> None:
    page = correct(correct(desk.published(), desk.board), desk.other_board, text="Tên đúng là Nông Văn B.")
    html = shown(page)
    assert html.index(WRONG) < html.index("Tên đúng là Nông Văn B.")


def test_the_same_form_sent_twice_adds_one_correction(desk: Desk) -> None:
    page = desk.published()
    digest = page.latest_digest
    correct(page, desk.board, digest=digest)
    with pytest.raises(ChangedMeanwhile):
        correct(page, desk.board, digest=digest)
    assert current(page).latest.corrections.count() == 1


def test_a_hidden_item_is_corrected_and_stays_hidden(desk: Desk) -> None:
    page = desk.published()
    moderation.hide(page, by=desk.board, reason="Kiểm tra")
    page = correct(page, desk.board)
    assert Client().get(page.url).status_code == 404
    moderation.show(page, by=desk.board)
    assert WRONG in shown(page)


def test_a_later_change_of_the_unit_keeps_the_correction(desk: Desk) -> None:
    page = correct(desk.published(), desk.board)
    page = approve(submit(change(page, by=desk.writer, title="Tít mới của đơn vị"), by=desk.writer), by=desk.approver)
    page = publish(page, by=desk.board)
    assert WRONG in shown(page)
    assert "Tít mới của đơn vị" in shown(page)


def test_the_unit_reads_the_correction_as_a_difference(desk: Desk) -> None:
    page = correct(desk.published(), desk.board)
    screen = signed_in(desk.writer).get(reverse("news:item", args=[page.pk]))
    assert WRONG in screen.content.decode()
    assert len(screen.context["differences"]) == 1


def test_only_the_board_corrects_and_nobody_their_own(desk: Desk) -> None:
    page = desk.published()
    both = add_member(desk.unit, Role.WRITER, UserFactory(board=True))
    for person in (desk.writer, desk.approver, both, UserFactory(is_superuser=True)):
        with pytest.raises(ActRefused):
            correct(page, person)
        form = {
            "correction-digest": page.latest_digest,
            "correction-text": WRONG,
            "correction-on": timezone.localdate(),
        }
        response = signed_in(person).post(reverse("news:act", args=[page.pk, "correction"]), form)
        assert response.status_code in {404, 409}
    assert not current(page).latest.corrections.exists()


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u00a0"])
def test_a_correction_says_something(desk: Desk, text: str) -> None:
    page = desk.published()
    with pytest.raises(ActRefused):
        correct(page, desk.board, text=text)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_correction_is_dated_between_the_publication_and_today(desk: Desk, days: int) -> None:
    page = desk.published()
    with pytest.raises(ActRefused):
        correct(page, desk.board, on=timezone.localdate() + dt.timedelta(days=days))


@pytest.mark.parametrize(
    "posted",
    [
        {"text": WRONG, "on": "hôm qua"},
        {"text": WRONG, "on": ""},
        {"text": "", "on": "2026-11-22"},
        {"text": "x" * 2001, "on": "2026-11-22"},
        {"text": "a\0b", "on": "2026-11-22"},
    ],
)
def test_a_form_that_makes_no_sense_is_shown_again_with_what_was_typed(desk: Desk, posted: dict[str, str]) -> None:
    page = desk.published()
    data = {f"correction-{name}": value for name, value in posted.items()} | {"correction-digest": page.latest_digest}
    response = signed_in(desk.board).post(reverse("news:act", args=[page.pk, "correction"]), data)
    assert response.status_code == 422
    assert escape(posted["text"].replace("\0", "")[:50]) in response.content.decode().replace("\0", "")
    assert not current(page).latest.corrections.exists()


@pytest.mark.parametrize("state", ["draft", "submitted", "at_board"])
def test_what_is_not_published_is_not_corrected(desk: Desk, state: str) -> None:
    page = getattr(desk, state)()
    with pytest.raises(ActRefused):
        correct(page, desk.board)


def test_a_withdrawn_item_is_not_corrected(desk: Desk) -> None:
    page = desk.published()
    moderation.withdraw(page, by=desk.board, reason="Sai sự thật")
    with pytest.raises(ActRefused):
        correct(page, desk.board)


def test_a_correction_carries_no_other_change_to_readers(desk: Desk) -> None:
    page = change(desk.published(title="Bản đang đăng"), by=desk.board, title="Bản đang sửa dở")
    with pytest.raises(ActRefused):
        correct(page, desk.board)
    page = change(page, by=desk.board, title="Bản đang đăng")
    page = change(page, by=desk.writer, title="Bản đề nghị")
    with pytest.raises(ActRefused):
        correct(page, desk.board)
    assert "Bản đang đăng" in shown(page)


def test_a_correction_is_shown_as_text(desk: Desk) -> None:
    page = correct(desk.published(), desk.board, text="<script>alert(1)</script>\n\nĐoạn hai")
    assert "<script>alert(1)</script>" not in shown(page)


def test_a_row_that_the_board_has_not_approved_is_not_shown(desk: Desk) -> None:
    page = desk.published()
    ItemCorrection.objects.create(page=page, text="Ghi thẳng vào cơ sở dữ liệu")
    assert "Ghi thẳng vào cơ sở dữ liệu" not in shown(page)


def test_content_from_before_there_were_corrections_is_the_same_content(desk: Desk) -> None:
    page = desk.published()
    content = page.release.approval.content
    older = {name: value for name, value in content.items() if name != "corrections"}
    assert content_of(older) == content_of(content)
    assert not page.with_content_json(older).corrections.exists()
