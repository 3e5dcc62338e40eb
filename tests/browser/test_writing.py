"""The main job of a writer on a phone: from the open form to an item that was sent, with three captioned photos."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import ExifTags, Image
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from cms.news.models import NewsPage, State
from tests.browser.writing import (
    HEADLINE,
    LONG,
    TEXT,
    arrived,
    caption,
    has_state,
    is_saved,
    open_form,
    phone_of,
    photos_in,
    write_text,
)
from tests.factories.news import Desk
from tests.factories.photos import picture_bytes
from tests.factories.units import make_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

MOST_ACTIONS = 6


class Hand:
    """Counts what a person does besides typing and the phone's own picker."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def tap(self, selector: str) -> None:
        self.actions += 1
        self.page.locator(selector).tap()

    def pick(self, files: list[Path]) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.tap("#add-photos")
        chooser.value.set_files(files)

    def type_into(self, selector: str, text: str) -> None:
        """Goes to a field and types: typing, as on paper."""
        self.page.locator(selector).focus()
        self.page.keyboard.insert_text(text)


def test_from_the_open_form_to_submitted_with_three_photos_in_at_most_six_actions(
    new_context: CreateContextCallback, live_server: LiveServer, tmp_path: Path
) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer))
    hand = Hand(page)

    hand.type_into("[name=title]", HEADLINE)
    hand.type_into("#part-0-editor", TEXT)
    hand.pick(photos_in(tmp_path))
    for number in range(3):
        hand.type_into(f"[data-photo-row]:nth-child({number + 1}) [data-field=caption]", f"Đồng chí {number} trao quà")
    hand.tap("button[value=submit]")

    page.wait_for_url("**/chuyen/", timeout=LONG)
    assert hand.actions <= MOST_ACTIONS
    item = NewsPage.objects.get()
    assert item.state == State.AT_UNIT
    latest = item.latest
    assert latest.title == HEADLINE
    assert [use.caption for use in latest.photos.all()] == [f"Đồng chí {number} trao quà" for number in range(3)]


def test_the_form_fits_a_phone_and_nothing_of_it_violates_axe(
    new_context: CreateContextCallback, live_server: LiveServer, tmp_path: Path
) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer))
    page.set_input_files("#photo-files", photos_in(tmp_path, 2))
    arrived(page, 2)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []


def test_the_form_has_no_violation_on_a_desktop(new_context: CreateContextCallback, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    item = desk.draft()
    context = phone_of(new_context, live_server, desk.writer, viewport={"width": 1280, "height": 900}, is_mobile=False)
    assert violations(open_form(context, f"/admin/tin/{item.pk}/viet/")) == []


def violations(page: Page) -> list[str]:
    return [
        f"{found['id']}: {[node['html'] for node in found['nodes']]}"
        for found in Axe().run(page).response["violations"]
    ]


def test_what_is_missing_turns_green_while_one_works(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer))
    headline = page.locator("[data-check=title]")
    expect(headline).not_to_have_class("is-done")
    page.fill("[name=title]", HEADLINE)
    expect(headline).to_have_class("is-done")
    page.fill("[name=title]", "  ")
    expect(headline).not_to_have_class("is-done")


def test_an_incomplete_item_is_saved_but_not_sent_and_leads_to_what_is_missing(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer))
    page.fill("[name=title]", HEADLINE)
    write_text(page)
    page.locator("button[value=submit]").tap()
    has_state(page, "invalid")
    expect(page.locator("[data-check=photos] a")).to_be_focused()
    expect(page.locator("button[value=submit]")).to_have_attribute("aria-disabled", "false")
    item = NewsPage.objects.get()
    assert (item.state, item.latest.title) == (State.DRAFT, HEADLINE)


def test_two_taps_on_send_send_once(new_context: CreateContextCallback, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    item = desk.draft()
    page = open_form(phone_of(new_context, live_server, desk.writer), f"/admin/tin/{item.pk}/viet/")
    sent: list[str] = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.locator("button[value=submit]").evaluate("button => { button.click(); button.click(); }")
    page.wait_for_url("**/chuyen/", timeout=LONG)
    assert len(sent) == 1
    item.refresh_from_db()
    assert item.state == State.AT_UNIT


def test_opening_and_leaving_the_form_makes_nothing(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    item = desk.draft()
    before = item.revisions.count()
    context = phone_of(new_context, live_server, desk.writer)
    for address in ("/admin/tin/viet/", f"/admin/tin/{item.pk}/viet/"):
        page = open_form(context, address)
        page.close(run_before_unload=True)
    assert NewsPage.objects.count() == 1
    assert item.revisions.count() == before


def test_photos_are_ordered_by_keys_alone_and_the_order_is_told(
    new_context: CreateContextCallback, live_server: LiveServer, tmp_path: Path
) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer))
    page.set_input_files("#photo-files", photos_in(tmp_path, 3))
    arrived(page, 3)
    page.locator("[data-photo-row]").nth(2).locator("[data-up]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-photo-voice]")).to_contain_text("IMG_0003.jpg")
    page.keyboard.press("Enter")
    names = page.locator("[data-name-of-file]")
    expect(names).to_have_text(["IMG_0003.jpg", "IMG_0001.jpg", "IMG_0002.jpg"])
    # The first one goes no further up: the focus stays in its row.
    expect(page.locator("[data-photo-row]").first.locator("[data-down]")).to_be_focused()
    is_saved(page)
    titles = [use.photo.title for use in NewsPage.objects.get().latest.photos.all()]
    assert [title[:8] for title in titles] == ["IMG_0003", "IMG_0001", "IMG_0002"]


def test_a_photo_taken_out_comes_back_with_its_caption(
    new_context: CreateContextCallback, live_server: LiveServer, tmp_path: Path
) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer))
    page.set_input_files("#photo-files", photos_in(tmp_path, 2))
    caption(page, 0).fill("Chủ tịch trao quà")
    arrived(page, 2)
    page.locator("[data-photo-row]").first.locator("[data-remove]").tap()
    expect(page.locator("[data-photo-row]")).to_have_count(1)
    page.locator("[data-photo-undo] button").tap()
    expect(caption(page, 0)).to_have_value("Chủ tịch trao quà")
    expect(page.locator("[data-name-of-file]")).to_have_text(["IMG_0001.jpg", "IMG_0002.jpg"])


def test_a_file_that_is_no_photo_is_named_and_one_that_only_looks_like_one_can_be_taken_out(
    new_context: CreateContextCallback, live_server: LiveServer, tmp_path: Path
) -> None:
    desk = Desk(make_unit())
    (tmp_path / "bao-cao.docx").write_bytes(b"PK")
    (tmp_path / "hong.jpg").write_bytes(b"not a picture")
    page = open_form(phone_of(new_context, live_server, desk.writer))
    page.set_input_files("#photo-files", [tmp_path / "bao-cao.docx", tmp_path / "hong.jpg"])
    expect(page.locator("[data-not-photos]")).to_contain_text("bao-cao.docx")
    expect(page.locator("[data-refusal]")).to_contain_text("hong.jpg")
    page.locator("button[value=submit]").tap()
    expect(page.locator("[data-photo-row] [data-remove]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-photo-row]")).to_have_count(0)


def test_the_caption_in_a_file_is_offered_until_somebody_has_looked_at_it(
    new_context: CreateContextCallback, live_server: LiveServer, tmp_path: Path
) -> None:
    desk = Desk(make_unit())
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = "Chu tich cong doan trao qua"
    (tmp_path / "anh.jpg").write_bytes(picture_bytes(exif=exif))
    page = open_form(phone_of(new_context, live_server, desk.writer))
    page.set_input_files("#photo-files", tmp_path / "anh.jpg")
    arrived(page, 1)
    expect(caption(page, 0)).to_have_value("Chu tich cong doan trao qua")
    expect(page.locator("[data-photo-row] [data-offered-note]")).to_be_visible()
    caption(page, 0).press_sequentially("!")
    expect(page.locator("[data-photo-row] [data-offered-note]")).to_be_hidden()
