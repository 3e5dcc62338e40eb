"""A folder of photos dropped on the writing form: each photo comes in once, in order; what is no photo is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from cms.news.models import NewsPage
from cms.photos.models import Photo, PhotoUpload
from tests.browser.writing import HEADLINE, LONG, UPLOADING, arrived, is_saved, lose_answers, open_form, phone_of
from tests.factories.news import Desk
from tests.factories.photos import camera_file, picture_bytes
from tests.factories.units import make_unit
from tests.photos.broken_files import cut

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

DESKTOP = {"viewport": {"width": 1280, "height": 800}, "has_touch": False, "is_mobile": False}
WHOLE = ["1 mở đầu.jpg", "2 trao quà.jpg", "10 kết thúc.jpg", "iptc.jpg"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six files as they lie in a folder, one of them in a folder within: four photos, a damaged one, a text."""
    folder = tmp_path / "Ảnh lễ trao quà"
    (folder / "thêm").mkdir(parents=True)
    for number, name in enumerate(WHOLE[:3]):
        (folder / name).write_bytes(picture_bytes(size=(1600, 1200), colour=(60 * number, 90, 120)))
    (folder / "thêm" / "iptc.jpg").write_bytes(camera_file("iptc.jpg").read())
    (folder / "hỏng.jpg").write_bytes(cut(camera_file("iptc.jpg").read()))
    (folder / "Danh sách.docx").write_bytes(b"PK")
    (folder / ".DS_Store").write_bytes(b"\0")
    return folder


def drop(page: Page, path: Path) -> None:
    """Drop a file or a folder of the disk on the form, as the system's file manager does."""
    zone = page.locator("#add-photos")
    zone.scroll_into_view_if_needed()
    box = zone.bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
        where = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        session.send("Input.dispatchDragEvent", {"type": kind, **where, "data": data})


def test_a_folder_with_six_files_comes_in_once_and_in_order_over_a_bad_network(
    new_context: CreateContextCallback, live_server: LiveServer, folder: Path
) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer, **DESKTOP))
    page.locator("[name=title]").fill(HEADLINE)
    lost = lose_answers(page, UPLOADING, method="PATCH", times=2)

    drop(page, folder)

    arrived(page, 4)
    assert len(lost) == 2
    refused = page.locator("[data-photo-row][data-refused]")
    expect(refused).to_have_count(1, timeout=LONG)
    expect(refused).to_contain_text("hỏng.jpg")
    expect(page.locator("[data-not-photos]")).to_contain_text("Danh sách.docx")
    is_saved(page)
    names = [use.photo.original_name for use in NewsPage.objects.get().latest.photos.select_related("photo")]
    assert sorted(names) == sorted(WHOLE)
    assert [name for name in names if name != "iptc.jpg"] == WHOLE[:3]
    assert sorted(Photo.objects.values_list("original_name", flat=True)) == sorted(WHOLE)
    assert PhotoUpload.objects.filter(refused="").count() == 4
