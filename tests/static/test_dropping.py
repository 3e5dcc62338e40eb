"""A folder that is dropped on the form: every photo in it, in order, and nothing that hides."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# A browser makes the entries of a folder itself; a reader gives them a few at a time.
DROPPED = """
const file = (name, type = "image/jpeg") => (
    { name, isFile: true, file: (done) => done(new File(["x"], name, { type })) });
const folder = (name, all) => ({ name, isFile: false, createReader: () => {
    const left = [...all];
    return { readEntries: (done) => done(left.splice(0, 2)) };
} });
const entry = folder("Ảnh", [
    file("IMG_10.jpg"), file("IMG_2.JPG"), file(".hidden.jpg"), file("Thumbs.db", ""),
    folder("Chiều", [file("IMG_11.HEIC", ""), file("bài.docx", "application/msword")]),
    folder(".git", [file("x.jpg")]),
]);
const { filesIn, sorted } = await import("/news/writing/dropping.js");
const { photos, others } = sorted(await filesIn({ items: [{ webkitGetAsEntry: () => entry }], files: [] }));
return [photos.map((one) => one.name), others.map((one) => one.name)];
"""


def test_a_folder_is_walked_through_in_the_order_of_names_without_hidden_files(empty_page: Page) -> None:
    photos, others = empty_page.evaluate(f"async () => {{ {DROPPED} }}")
    assert photos == ["IMG_11.HEIC", "IMG_2.JPG", "IMG_10.jpg"]
    assert others == ["bài.docx"]


@pytest.mark.parametrize(
    ("name", "mime", "is_photo"),
    [
        ("anh.jpg", "", True),
        ("ANH.MPO", "", True),
        ("hinh", "image/webp", True),
        ("logo.svg", "image/svg+xml", False),
        ("phim.mp4", "video/mp4", False),
        ("anh.jpg.exe", "application/x-msdownload", False),
    ],
)
def test_what_may_be_a_photo_is_sent_and_the_rest_named(empty_page: Page, name: str, mime: str, is_photo: bool) -> None:
    counted = empty_page.evaluate(
        """async ([name, type]) => {
            const { sorted } = await import("/news/writing/dropping.js");
            const { photos, others } = sorted([new File(["x"], name, { type })]);
            return [photos.length, others.length];
        }""",
        [name, mime],
    )
    assert counted == ([1, 0] if is_photo else [0, 1])
