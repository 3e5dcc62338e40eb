"""Which addresses are the same, and which are none."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.units.imported_publications import clean_address, normal_address

ITEM = "http://congdoan.example.vn/tin-tuc/tang-qua-123.html"


@pytest.mark.parametrize(
    "same",
    [
        "https://congdoan.example.vn/tin-tuc/tang-qua-123.html",
        "congdoan.example.vn/tin-tuc/tang-qua-123.html",
        "HTTP://WWW.CongDoan.Example.VN/tin-tuc/tang-qua-123.html",
        "http://congdoan.example.vn:80/tin-tuc/tang-qua-123.html/",
        "https://congdoan.example.vn/tin-tuc/tang-qua-123.html#binh-luan",
        "https://congdoan.example.vn/tin-tuc/tang-qua-123.html?utm_source=zalo&utm_medium=x&fbclid=1&zarsrc=30",
        "  https://congdoan.example.vn/tin-tuc/t%61ng-qua-123.html  ",
    ],
)
def test_scheme_host_spelling_closing_slash_fragment_and_tracking_make_no_difference(same: str) -> None:
    assert normal_address(same) == normal_address(ITEM)


@pytest.mark.parametrize(
    "other",
    [
        "http://congdoan.example.vn/tin-tuc/Tang-qua-123.html",
        "http://congdoan.example.vn/tin-tuc/tang-qua-124.html",
        "http://congdoan.example.vn/tin-tuc/tang-qua-123.html?trang=2",
        "http://congdoan.example.vn:8080/tin-tuc/tang-qua-123.html",
        "http://tin.congdoan.example.vn/tin-tuc/tang-qua-123.html",
    ],
)
def test_what_may_lead_to_another_item_is_another_address(other: str) -> None:
    assert normal_address(other) != normal_address(ITEM)


def test_the_order_of_parameters_makes_no_difference_but_their_values_do() -> None:
    assert normal_address("http://a.vn/x.aspx?id=1&cat=2") == normal_address("http://a.vn/x.aspx?cat=2&id=1")
    assert normal_address("http://a.vn/x.aspx?id=1") != normal_address("http://a.vn/x.aspx?id=2")


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "xem tin",
        "/tin-tuc/1.html",
        "javascript:alert(1)",
        "ftp://a.vn/x",
        "http://",
        "http://a",
        "http://a.vn:999999/",
        "http://nguoi:mat-khau@a.vn/",
        "data:text/html,x",
        "http://a.vn/" + "x" * 1000,
        "http://[::1",
    ],
)
def test_what_no_browser_opens_as_an_item_is_refused(rubbish: str) -> None:
    with pytest.raises(ValidationError):
        clean_address(rubbish)


def test_vietnamese_letters_may_stand_in_a_path() -> None:
    address = "http://congdoan.example.vn/tin/tặng-quà"
    assert clean_address(address) == address
    assert normal_address(address) == normal_address("http://congdoan.example.vn/tin/t%E1%BA%B7ng-qu%C3%A0")


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        kept = clean_address(text)
    except ValidationError:
        return
    assert kept.startswith(("http://", "https://")) or kept.lower().startswith(("http://", "https://"))
    assert normal_address(kept) == normal_address(text)
