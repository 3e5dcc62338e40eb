"""Text from elsewhere, pasted into the editor: headings, lists and tables stay, the rest goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PASTED = Path(__file__).parent / "pasted"
CLEAN = "html => import('/news/writing/paste.js').then(({ cleaned }) => cleaned(html))"


@pytest.fixture(scope="module")
def clean(empty_page: Page) -> Callable[[str], str]:
    """The page's own function."""
    return lambda html: empty_page.evaluate(CLEAN, html)


def sample(name: str) -> str:
    return (PASTED / name).read_text()


def test_word_keeps_headings_lists_tables_bold_italic_and_links_and_nothing_else(clean: Callable[[str], str]) -> None:
    assert clean(sample("word.html")) == (
        "<h2>Trao quà cho đoàn viên</h2>"
        "<p>Sáng <strong>20/11</strong>, Công đoàn cơ sở <em>phòng A</em> trao quà.</p>"
        "<ul><li><p>Mười suất quà</p><ul><li><p>Mỗi suất 500.000 đồng</p></li></ul></li>"
        "<li><p>Hai sổ tiết kiệm</p></li></ul>"
        "<ol><li><p>Thăm hỏi</p></li><li><p>Tặng quà</p></li></ol>"
        "<h2>Kết quả</h2>"
        '<p>Xem <a href="https://congdoan.example/tin">tin trước</a>, và thêm.</p>'
        '<table><tbody><tr><td colspan="2"><p><strong>Đơn vị</strong></p></td></tr>'
        "<tr><td><p>Phòng A</p></td><td><p>10</p></td></tr></tbody></table>"
    )


def test_libreoffice_keeps_nested_numbers_and_the_head_of_a_table(clean: Callable[[str], str]) -> None:
    assert clean(sample("libreoffice.html")) == (
        "<h2>Hội thao công nhân</h2>"
        "<p>Có <strong>120</strong> đoàn viên dự thi.</p>"
        "<ol><li><p>Kéo co</p><ol><li><p>Nam</p></li><li><p>Nữ</p></li></ol></li><li><p>Bóng chuyền</p></li></ol>"
        "<table><tbody><tr><th><p>Môn</p></th><th><p>Giải nhất</p></th></tr>"
        "<tr><td><p>Kéo co</p></td><td><p>Phòng A</p></td></tr></tbody></table>"
    )


def test_google_docs_is_not_bold_as_a_whole_and_keeps_lists_in_their_items(clean: Callable[[str], str]) -> None:
    assert clean(sample("google_docs.html")) == (
        "<h2>Tập huấn cán bộ</h2>"
        "<p>Ngày <strong>22/11</strong>, "
        '<a href="https://congdoan.example/"><em>LĐLĐ tỉnh</em></a> mở lớp.</p>'
        "<ul><li><p>Nghiệp vụ</p><ul><li><p>Viết tin</p></li></ul></li><li><p>Chụp ảnh</p></li></ul>"
    )


def test_a_web_page_leaves_no_script_no_hidden_text_and_no_table_in_a_table(clean: Callable[[str], str]) -> None:
    assert clean(sample("web_page.html")) == (
        "<p>Dòng thứ nhất</p><p>dòng thứ hai</p><p>Đoạn mới</p><p>Bấm vào</p><p>Lời nói</p>"
        "<table><tbody><tr><td><p>Một</p><p>trong – bảng</p></td></tr></tbody></table>"
        "<ul><li><p>Lẻ loi</p></li></ul>"
    )


@pytest.mark.parametrize("html", ["", "   ", "<p>&nbsp;</p>", "<!-- x -->", "<img src=x onerror=alert(1)>"])
def test_nothing_to_read_leaves_nothing(clean: Callable[[str], str], html: str) -> None:
    assert clean(html) == ""


@pytest.mark.parametrize("name", ["word.html", "libreoffice.html", "google_docs.html", "web_page.html"])
def test_what_is_clean_stays_as_it_is(clean: Callable[[str], str], name: str) -> None:
    once = clean(sample(name))
    assert clean(once) == once
