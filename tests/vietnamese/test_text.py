"""Vietnamese text: addresses that read well, one Unicode form in storage, blanks that count for nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.vietnamese.text import fold, is_blank, nfc, slugify
from tests.factories.news import Desk, current
from tests.factories.units import make_unit


@pytest.mark.parametrize(
    ("headline", "address"),
    [
        ("Công đoàn tặng quà", "cong-doan-tang-qua"),
        ("Đoàn viên ưu tú: “Vượt khó”", "doan-vien-uu-tu-vuot-kho"),
        ("LĐLĐ tỉnh & 50 năm", "ldld-tinh-50-nam"),
        ("   ", ""),
    ],
)
def test_an_address_reads_like_its_headline(headline: str, address: str) -> None:
    assert slugify(headline) == address


@given(st.text())
def test_an_address_is_made_of_plain_words_whatever_the_text(text: str) -> None:
    assert all(char.isascii() and (char.isalnum() or char == "-") for char in slugify(text))
    assert len(slugify(text)) <= 100


@given(st.text())
def test_folding_does_not_depend_on_the_unicode_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_normalising_twice_changes_nothing_more(value: object) -> None:
    assert nfc(nfc(value)) == nfc(value)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0\u200b", "\u2060\ufeff", "\u3164", "\u2800", "\u00ad", "\u0301"])
def test_what_a_reader_cannot_see_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", " . ", "ạ", "—"])
def test_what_a_reader_can_see_is_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_text_typed_in_another_unicode_form_is_stored_in_nfc(desk: Desk) -> None:
    def decomposed(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    page = desk.draft(title=decomposed("Tiếng Việt"), text=f"<p>{decomposed('Đoàn viên trao quà. ' * 8)}</p>")
    page = current(page)
    stored = page.latest_revision.content
    assert page.title == "Tiếng Việt"
    assert stored["title"] == "Tiếng Việt"
    assert stored["body"] == unicodedata.normalize("NFC", stored["body"])


def test_two_items_of_the_same_headline_get_addresses_of_their_own(desk: Desk) -> None:
    assert desk.draft(title="Đại hội").slug == "dai-hoi"
    assert desk.draft(title="Đại hội").slug == "dai-hoi-2"


def test_a_units_address_reads_like_its_name(portal: None) -> None:
    assert make_unit("Công đoàn ngành Giáo dục").page.url.endswith("/don-vi/cong-doan-nganh-giao-duc/")
