"""The text of an item goes into the form and back: nothing changes that nobody changed, nothing strange comes in."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.news.models import NewsPage
from cms.news.writing.parts import parts_of, raw_blocks, shown_parts, with_texts
from cms.news.writing.text import blocks_of, html_of_block, normal_html

ALLOWED = {
    "p", "h2", "h3", "b", "i", "ul", "ol", "li", "a", "br", "table", "tbody", "tr", "th", "td"
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "linktype", "id"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}

WORDS = st.text(alphabet="ăâđêôơưạ abcXYZ09.,&<>\"'\u00a0", min_size=1, max_size=12)
ADDRESSES = st.sampled_from(
    ["https://example.com/tin", "mailto:an@example.com", "tel:+84912345678", "#page-3", "/tin/"]
)


def _inline(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(["b", "strong", "i", "em", "span", "u"])
    marked = st.tuples(tags, children).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")
    linked = st.tuples(ADDRESSES, children).map(lambda pair: f'<a href="{pair[0]}">{pair[1]}</a>')
    return marked | linked | st.lists(children, max_size=3).map("".join)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


INLINE = st.recursive(WORDS.map(_escaped) | st.just("<br>"), _inline, max_leaves=6)


def _flow(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(children, min_size=1, max_size=3)
    lists = st.tuples(st.sampled_from(["ul", "ol"]), several).map(
        lambda pair: f"<{pair[0]}>{''.join(f'<li>{item}</li>' for item in pair[1])}</{pair[0]}>"
    )
    cells = st.tuples(st.sampled_from(["td", "th"]), st.integers(1, 3), st.integers(1, 3), children).map(
        lambda cell: f'<{cell[0]} colspan="{cell[1]}" rowspan="{cell[2]}">{cell[3]}</{cell[0]}>'
    )
    rows = st.lists(st.lists(cells, min_size=1, max_size=3), min_size=1, max_size=3)
    tables = rows.map(lambda all_rows: "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in all_rows) + "</table>")
    boxes = st.tuples(st.sampled_from(["div", "blockquote", "section"]), several).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    )
    return lists | tables | boxes | several.map("".join)


PARAGRAPHS = st.tuples(st.sampled_from(["p", "h1", "h2", "h3", "h5", "div"]), INLINE).map(
    lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
)
HTML = st.recursive(PARAGRAPHS | INLINE, _flow, max_leaves=8)
PIECES = r"""
<script>alert(1)</script> | <img src=x onerror=alert(1)> | <a href="javascript:alert(1)"> | <svg onload=1> | chữ
<style>*{}</style> | <iframe src=//x> | <p style="color:red" class=x onclick=1> | <![CDATA[ | <!-- | --> | <math><mi>
<a href="data:text/html,x"> | <o:p> | </p> | </table> | <td> | <li> | <table><td> | <h1> | "><b | <plaintext>
<a href="//evil.example"> | <a href="JaVaScRiPt&colon;alert(1)"> | <a linktype="page" id="1 or 2"> | &#x6a;avascript:
<noscript><p title='</noscript><img src=x>'> | <textarea></p> | <select><b> | <template><i>
""".replace("\n", " | ").split(" | ")
HOSTILE = st.lists(st.sampled_from([*PIECES, "\x00", "\x1b"]) | st.text(max_size=8), max_size=12).map("".join)


class _Tags(HTMLParser):
    """What a text is made of, and whether every tag is closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, Any]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def everything(linktype: str, number: int) -> bool:
    return True


def html_of(blocks: list[dict[str, Any]]) -> str:
    return "".join(html_of_block(block) for block in blocks)


def text_in(html: str) -> str:
    return re.sub(r"<[^>]*>", " ", html)


@settings(max_examples=100, deadline=None)
@given(HTML)
def test_what_was_written_is_the_same_after_going_through_the_blocks_and_back(html: str) -> None:
    once = html_of(blocks_of(html, everything))
    assert once == normal_html(html)
    assert html_of(blocks_of(once, everything)) == once
    assert blocks_of(once, everything) == blocks_of(html, everything)


@settings(max_examples=100, deadline=None)
@given(HTML | HOSTILE)
def test_nothing_strange_comes_into_a_text(html: str) -> None:
    blocks = blocks_of(html, everything)
    stored = "".join(block["value"] for block in blocks if block["type"] == "text")
    for written in (normal_html(html), stored):
        tags = _Tags(written)
        assert not tags.open
        for tag, attributes in tags.found:
            assert tag in ALLOWED
            assert set(attributes) <= ATTRIBUTES.get(tag, set())
            assert re.match(r"(https?:|mailto:|tel:|/(?!/)|#(page|document)-\d+$)", attributes.get("href", "/"), re.I)
            assert re.fullmatch(r"\d+", str(attributes.get("id", "0")))
    assert normal_html(normal_html(html)) == normal_html(html)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Một <strong>đậm</strong> và <em>nghiêng</em></p>", "<p>Một <b>đậm</b> và <i>nghiêng</i></p>"),
        ("<b>a</b><b>b</b>", "<p><b>ab</b></p>"),
        ("<i><b>x</b></i>", "<p><b><i>x</i></b></p>"),
        ("<h1>Tít</h1><h4>Nhỏ</h4>", "<h2>Tít</h2><h3>Nhỏ</h3>"),
        ("<div>Một<div>Hai</div></div>", "<p>Một</p><p>Hai</p>"),
        ("<ul><li><p>x</p></li><li><p>y</p></li></ul>", "<ul><li>x</li><li>y</li></ul>"),
        ("<ol><li>a<ul><li>b</li></ul></li></ol>", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
        ("<ul><li>a</li></ul><p></p><ol><li>b</li></ol>", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("<p>&nbsp;</p><p>\u200b</p><p>Chữ</p>", "<p>Chữ</p>"),
        ("<p>dòng một<br>dòng hai<br></p>", "<p>dòng một<br/>dòng hai</p>"),
        ('<p><a href="https://a.example/?x=1&y=2">đây</a></p>', '<p><a href="https://a.example/?x=1&amp;y=2">đây</a></p>'),
        ('<p><a href="#_ftn1">[1]</a> chữ</p>', "<p>[1] chữ</p>"),
        ("<table><tr><td><p>a</p><p>b</p></table>", "<table><tbody><tr><td>a<br/>b</td></tr></tbody></table>"),
        ("<table><caption>Bảng 1</caption><tr><td>a</td></tr></table>",
         "<p>Bảng 1</p><table><tbody><tr><td>a</td></tr></tbody></table>"),
        ("<table><tr><td></td></tr></table>", ""),
        ("Không có thẻ nào", "<p>Không có thẻ nào</p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)  # fmt: skip
def test_a_text_has_one_form(written: str, kept: str) -> None:
    assert normal_html(written) == kept


def test_headers_and_merged_cells_of_a_table_are_kept() -> None:
    html = (
        "<table><tr><th colspan=2>Đơn vị</th><th>Số</th></tr><tr><td rowspan=2>A</td><td>b</td><td>1</td></tr>"
        "<tr><td>c</td><td>2</td></tr></table>"
    )
    (block,) = blocks_of(html, everything)
    value = block["value"]
    assert value["data"] == [["Đơn vị", "", "Số"], ["A", "b", "1"], ["", "c", "2"]]
    assert value["table_header_choice"] == "row"
    assert value["mergeCells"] == [
        {"row": 0, "col": 0, "rowspan": 1, "colspan": 2},
        {"row": 1, "col": 0, "rowspan": 2, "colspan": 1},
    ]
    assert {"row": 2, "col": 0, "hidden": True} in value["cell"]
    assert html_of([block]) == normal_html(html)


def test_a_huge_span_makes_no_huge_table() -> None:
    (block,) = blocks_of('<table><tr><td colspan="999" rowspan="999">a</td></tr></table>', everything)
    assert len(block["value"]["data"]) == 1
    assert len(block["value"]["data"][0]) <= 30


@pytest.mark.parametrize("nested", ["<div>", "<ul><li>", "<b>", "<table><tr><td>", "<blockquote>"])
def test_a_text_nested_thousands_deep_is_read_to_its_end(nested: str) -> None:
    assert "cuối" in text_in(normal_html(nested * 5000 + "cuối"))


def body_of(*blocks: tuple[str, Any]) -> Any:
    return NewsPage(title="Tin", body=[{"type": kind, "value": value} for kind, value in blocks]).body


@pytest.mark.django_db
def test_texts_and_tables_are_one_part_and_what_the_board_placed_stands_between() -> None:
    table = blocks_of("<table><tr><td>a</td></tr></table>", everything)[0]["value"]
    body = body_of(
        ("text", "<p>Một</p>"), ("table", table), ("quotation", {"text": "Lời", "speaker": ""}), ("text", "<p>Hai</p>")
    )
    shown = shown_parts(body)
    assert [part["kind"] for part in shown] == ["text", "kept", "text"]
    assert [part.get("name") for part in shown] == ["part-0", None, "part-1"]
    assert "<table>" in shown[0]["html"]
    assert shown[1]["text"] == "Lời"


@pytest.mark.django_db
def test_an_empty_body_has_a_text_to_write_in() -> None:
    assert [part["html"] for part in shown_parts(body_of())] == [""]


@pytest.mark.django_db
def test_a_part_that_says_the_same_keeps_its_blocks_to_the_letter() -> None:
    stored = '<p data-block-key="abc12">Một <a id="7" linktype="page">trang</a>.  </p><p data-block-key="x"></p>'
    body = body_of(("text", stored), ("text", "<ul><li data-block-key='y'>mục</li></ul>"))
    as_the_editor_sends = '<p>Một <a href="#page-7" rel="noopener">trang</a>.</p><ul><li><p>mục</p></li></ul>'
    assert with_texts(body, [as_the_editor_sends]) == raw_blocks(body)


@pytest.mark.django_db
def test_of_a_changed_part_the_unchanged_table_keeps_its_caption_and_marks() -> None:
    table = blocks_of("<table><tr><td>a</td></tr></table>", everything)[0]["value"] | {"table_caption": "Bảng 1"}
    body = body_of(("text", "<p>Một</p>"), ("table", table))
    text, kept = with_texts(body, [parts_of(body)[0].html.replace("Một", "Mới")])
    assert text["value"] == "<p>Mới</p>"
    assert kept["value"]["table_caption"] == "Bảng 1"


@pytest.mark.django_db
@pytest.mark.parametrize("texts", [["<p>A</p>"], ["<p>A</p>", "<p>B</p>", "<p>C</p>"]])
def test_who_keeps_their_text_over_other_parts_loses_no_word_and_no_block(texts: list[str]) -> None:
    body = body_of(("text", "<p>Một</p>"), ("quotation", {"text": "Lời", "speaker": ""}), ("text", "<p>Hai</p>"))
    blocks = with_texts(body, texts)
    written = "".join(block["value"] for block in blocks if block["type"] == "text")
    assert all(text in written for text in texts)
    assert "quotation" in [block["type"] for block in blocks]


@pytest.mark.django_db
def test_a_text_names_only_pages_that_readers_see_or_that_it_named_before() -> None:
    body = body_of(("text", '<p><a linktype="page" id="987654">cũ</a></p>'))
    (block,) = with_texts(body, ['<p><a href="#page-987654">cũ</a> <a href="#page-987655">mới</a></p>'])
    assert block["value"] == '<p><a linktype="page" id="987654">cũ</a> mới</p>'
