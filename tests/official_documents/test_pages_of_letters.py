"""What a person sees who prints a letter: Decree 30/2020/NĐ-CP, annex I, measured on the printed pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from cms.official_documents.letterheads import Margins
from tests.official_documents.letters import HEAD, laid_out, long_letter, make_letter
from tests.official_documents.rendering import PER_MM, Page, fonts_of_pdf, pages_of, pictures_of, text_of_pdf

# Half a millimetre for the width of a line and the thickness of a letter.
NEAR = 0.6


@pytest.fixture(scope="module")
def letter() -> bytes:
    return laid_out(long_letter())


@pytest.fixture(scope="module")
def pages(letter: bytes) -> list[Page]:
    return pages_of(letter)


def ink_of(picture: Image.Image) -> tuple[float, float, float, float]:
    """The millimetres between the edges of the paper and the ink: left, top, right, bottom."""
    box = ImageChops.invert(picture).point(lambda grey: 255 if grey > 100 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = box
    return left / PER_MM, top / PER_MM, (picture.width - right) / PER_MM, (picture.height - bottom) / PER_MM


def below_the_number(picture: Image.Image) -> Image.Image:
    """The page without its upper margin, in which the number stands."""
    return picture.crop((0, int(19 * PER_MM), picture.width, picture.height))


def test_pages_are_upright_a4(pages: list[Page]) -> None:
    assert [round(length) for length in pages[0].size] == [210, 297]


def test_the_ink_stays_within_the_margins_of_the_decree(letter: bytes) -> None:
    upright = [picture for picture in pictures_of(letter) if picture.height > picture.width]
    assert len(upright) > 3
    for picture in upright:
        left, _top, right, bottom = ink_of(below_the_number(picture))
        assert 30 - NEAR <= left <= 35
        assert right >= 15
        assert bottom >= 20 - NEAR


def test_a_full_page_fills_the_width_of_the_text(letter: bytes) -> None:
    left, _top, right, _bottom = ink_of(below_the_number(pictures_of(letter)[1]))
    assert left == pytest.approx(30, abs=NEAR)
    assert right == pytest.approx(20, abs=NEAR)


def test_other_margins_are_kept_too() -> None:
    margins = Margins(top=25, bottom=25, left=35, right=15)
    left, top, right, _bottom = ink_of(pictures_of(laid_out(make_letter(), replace(HEAD, margins=margins)))[0])
    assert (left, right) == (pytest.approx(35, abs=1), pytest.approx(15, abs=1))
    assert top >= 25


def test_the_nation_stands_right_of_who_issues_on_the_same_height(pages: list[Page]) -> None:
    issuer, nation = pages[0].line("TỔNG LIÊN ĐOÀN"), pages[0].line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert issuer.right < nation.left
    assert issuer.top == pytest.approx(nation.top, abs=1)


def test_the_motto_stands_below_the_nation_in_the_same_middle(pages: list[Page]) -> None:
    nation, motto = pages[0].line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), pages[0].line("Độc lập - Tự do - Hạnh phúc")
    assert 0 < motto.top - nation.top < 8
    assert motto.middle == pytest.approx(nation.middle, abs=1)
    assert motto.right - motto.left < nation.right - nation.left


def test_a_line_as_long_as_the_motto_is_drawn_below_it(letter: bytes, pages: list[Page]) -> None:
    motto = pages[0].line("Độc lập - Tự do - Hạnh phúc")
    below = pictures_of(letter)[0].crop(
        tuple(int(length * PER_MM) for length in (115, motto.bottom - 0.5, 200, motto.bottom + 3))
    )
    rows = [[below.getpixel((x, y)) < 128 for x in range(below.width)] for y in range(below.height)]
    longest = max(sum(row) for row in rows) / PER_MM
    assert longest == pytest.approx(motto.right - motto.left, abs=3)


def test_number_left_and_day_right_stand_on_one_height(pages: list[Page]) -> None:
    number, day = pages[0].line("/TB-LĐLĐ"), pages[0].line("Sơn Bình, ngày")
    assert number.right < day.left
    assert number.top == pytest.approx(day.top, abs=1)


def test_title_and_subject_stand_in_the_middle_of_the_text(pages: list[Page]) -> None:
    for words in ("THÔNG BÁO", "Danh sách đơn vị, cá nhân"):
        assert pages[0].line(words).middle == pytest.approx(30 + 160 / 2, abs=1.5)


def test_the_signature_stands_right_of_the_recipients(pages: list[Page]) -> None:
    (page,) = [page for page in pages if page.has("Nơi nhận:")]
    assert page.line("Nơi nhận:").left == pytest.approx(30, abs=1)
    assert page.line("TM. BAN BIÊN TẬP").left > 105
    room = page.line("Nguyễn Văn An").top - page.line("TRƯỞNG BAN").bottom
    assert 15 < room < 40


def test_the_signature_is_never_alone_on_a_page() -> None:
    for rows in range(8, 13):
        pages = pages_of(laid_out(replace(long_letter(rows), annexes=())))
        (signed,) = [page for page in pages if page.has("TRƯỞNG BAN")]
        assert signed.has("Kính báo./.")


def test_the_number_of_the_page_stands_at_the_top_from_the_second_on(pages: list[Page]) -> None:
    assert pages[0].top_line.text.startswith("TỔNG")
    assert pages[1].top_line.text == "2"
    assert pages[1].top_line.middle == pytest.approx(30 + 160 / 2, abs=1)
    assert pages[1].top_line.bottom < 20


def test_headings_of_a_table_are_repeated_on_every_page(pages: list[Page]) -> None:
    with_rows = [page for page in pages if page.has("12/03/2026")]
    assert len(with_rows) > 2
    assert all(page.has("Ngày đăng") for page in with_rows)


def test_no_row_is_divided_between_two_pages(letter: bytes) -> None:
    for text in text_of_pdf(letter):
        assert text.count("Công đoàn cơ sở Trường") == text.count("12/03/2026")


def test_numbers_stand_at_the_right_of_their_column(pages: list[Page]) -> None:
    page = next(page for page in pages if page.has("1.234"))
    assert page.line("1.234").right == pytest.approx(190 - 1.2, abs=1)


def test_days_and_numbers_are_not_broken(letter: bytes) -> None:
    text = "".join(text_of_pdf(letter))
    assert text.count("12/03/2026") == 70
    assert "1.234" in text


def test_the_first_annex_lies_across_and_is_numbered_by_itself(pages: list[Page]) -> None:
    first = next(number for number, page in enumerate(pages) if page.has("Phụ lục I"))
    assert [round(length) for length in pages[first].size] == [297, 210]
    assert pages[first].top_line.text == "Phụ lục I"
    assert pages[first + 1].top_line.text == "2"


def test_the_second_annex_is_upright_again(pages: list[Page]) -> None:
    assert [round(length) for length in pages[-1].size] == [210, 297]
    assert pages[-1].has("Phụ lục II")


def test_only_times_or_what_measures_like_it_is_printed_and_embedded(letter: bytes) -> None:
    fonts = fonts_of_pdf(letter)
    assert {font.embedded for font in fonts} == {"yes"}
    assert all("LiberationSerif" in font.name or "TimesNewRoman" in font.name for font in fonts), fonts
