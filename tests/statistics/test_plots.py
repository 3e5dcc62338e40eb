"""The drawings: text that can be read and searched, for those who do not see it too, and nothing that runs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.utils import translation
from matplotlib.figure import Figure

from cms.statistics.figures.by_month import Months
from cms.statistics.figures.spreads import Spread
from cms.statistics.figures.stages import Stage
from cms.statistics.plots.canvas import new_figure
from cms.statistics.plots.drawn import drawn_once, months_plot, stages_plot, way_plot

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = (3, 0, 12, 4, 5, 6, 7, 8, 9, 10, 11, 2)
SPREADS = [Spread(4, 1, 2.5, 6), Spread.of({})]


def months(label: str = "Phong trào", begun: int = 12, key: str = "k") -> str:
    return months_plot(Months(label, NUMBERS), year=2025, begun=begun, highest=12, key=key)


def texts(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.fixture(params=["months", "stages", "way"])
def svg(request: pytest.FixtureRequest) -> str:
    if request.param == "months":
        return months()
    if request.param == "stages":
        return stages_plot([Stage("từ sự kiện đến khi đăng", spread) for spread in SPREADS], key="k")
    return way_plot(SPREADS * 6, key="k")


def test_every_month_and_number_stands_in_the_drawing() -> None:
    assert sorted(texts(months())) == sorted([*(str(number) for number in NUMBERS), *map(str, range(1, 13))])


def test_a_month_that_has_not_come_has_no_number() -> None:
    assert sorted(texts(months(begun=2))) == sorted(["3", "0", *map(str, range(1, 13))])


def test_a_stage_says_its_numbers_in_words() -> None:
    with translation.override("vi"):
        found = texts(stages_plot([Stage("từ sự kiện đến khi đăng", SPREADS[0])], key="k"))
    assert "Từ sự kiện đến khi đăng" in found
    assert any("2,5" in text for text in found)


def test_the_median_of_each_month_stands_in_the_drawing() -> None:
    with translation.override("vi"):
        assert texts(way_plot(SPREADS * 6, key="k")).count("2,5") == 6


def test_a_drawing_has_no_script_style_sheet_or_foreign_type(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags.isdisjoint({"script", "style", "metadata", "foreignObject", "image"})
    attributes = {name for element in root.iter() for name in element.attrib}
    assert attributes.isdisjoint({"style", "font-family"})
    assert not any(name.startswith("on") for name in attributes)


def test_a_drawing_is_named_and_described_for_those_who_do_not_see_it(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    title, description = root[0], root[1]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text
    assert description.text
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_the_colours_of_a_drawing_are_the_pages(svg: str) -> None:
    colours = {element.get(name) for element in ElementTree.fromstring(svg).iter() for name in ("fill", "stroke")}
    allowed = {"currentColor", "var(--plot-bar, #8f1d1d)", "var(--plot-ground, #ffffff)", "none", None}
    assert colours <= allowed


def test_no_two_drawings_of_a_page_share_a_name() -> None:
    names = [{element.get("id") for element in ElementTree.fromstring(months(key=key)).iter()} - {None} for key in "ab"]
    assert names[0].isdisjoint(names[1])


def test_every_name_that_a_drawing_refers_to_is_its_own(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    names = {element.get("id") for element in root.iter()}
    for element in root.iter():
        for value in element.attrib.values():
            for mark in ("url(#", "#") if value.startswith(("url(#", "#k")) else ():
                if value.startswith(mark):
                    assert value.removeprefix(mark).rstrip(")") in names
                    break


@pytest.mark.parametrize(
    "label",
    ["<script>alert(1)</script>", "$x^2$", "a & b", '" onload="x', "]]>", "Đ" * 200],
    ids=["tag", "formula", "ampersand", "quotes", "brackets", "long"],
)
def test_names_of_sections_are_text_whatever_they_hold(label: str) -> None:
    svg = months(label)
    assert label in (ElementTree.fromstring(svg)[0].text or "")
    assert "<script" not in svg


def test_the_same_figures_are_drawn_once() -> None:
    times: list[int] = []

    def figure() -> Figure:
        times.append(1)
        return new_figure(10, 10)

    for numbers in ([1, 2], [1, 2], [1, 3], [1, 2]):
        drawn_once("k", "Tít", "Lời", numbers, figure)
    assert len(times) == 2


def test_the_same_figures_give_the_same_drawing() -> None:
    first = months()
    cache.clear()
    assert months() == first


def test_drawings_at_the_same_time_do_not_disturb_one_another() -> None:
    expected = {number: months(begun=number) for number in range(13)}
    cache.clear()
    with ThreadPoolExecutor(8) as pool:
        found = dict(zip(expected, pool.map(lambda number: months(begun=number), expected), strict=True))
    assert found == expected


def test_a_year_of_nothing_is_drawn_too() -> None:
    svg = months_plot(Months("Không", (0,) * 12), year=2025, begun=12, highest=0, key="k")
    assert texts(svg).count("0") == 12
    assert texts(way_plot([Spread.of({})] * 12, key="k")) == [str(month) for month in range(1, 13)]
