"""The board's table: who stands in it, in which order, and what narrows it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from cms.units.models import UnitKind
from tests.factories.publications import publish
from tests.factories.units import make_unit
from tests.quotas.board.federation import Federation, names, table
from tests.units.acting import kind, new

EVERYBODY = ["Ba Bể", "Chợ Đồn", "Cường", "Đức", "Ân", "Bình"]
DAY = dt.date(2025, 7, 1)


def own(shown: list[str]) -> list[str]:
    """Without the editorial board's own unit, which every portal has."""
    return [name for name in shown if name in EVERYBODY]


def test_parents_with_units_behind_come_first_and_in_each_who_is_most_behind(
    federation: Federation, board: Client
) -> None:
    assert own(names(board)) == ["Bình", "Ân", "Cường", "Đức", "Ba Bể", "Chợ Đồn"]
    said = table(board).content.decode()
    parents = re.findall(r'class="standings__parent">([^<]+)<', said)
    assert parents[:2] == ["LĐLĐ huyện Ba Bể", "LĐLĐ huyện Chợ Đồn"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("ten", ["Ân", "Bình", "Cường", "Đức", "Ba Bể", "Chợ Đồn"]),
        ("-ten", ["Chợ Đồn", "Ba Bể", "Đức", "Cường", "Bình", "Ân"]),
        ("-thieu", ["Bình", "Cường", "Ân", "Đức", "Ba Bể", "Chợ Đồn"]),
        ("-tong", ["Ba Bể", "Chợ Đồn", "Ân", "Đức", "Cường", "Bình"]),
        ("tong", ["Bình", "Cường", "Ân", "Đức", "Ba Bể", "Chợ Đồn"]),
        ("dung-han", ["Bình", "Cường", "Ân", "Đức", "Ba Bể", "Chợ Đồn"]),
    ],
)
def test_the_table_is_sorted_by_what_is_asked_for(
    federation: Federation, board: Client, order: str, expected: list[str]
) -> None:
    assert own(names(board, xep=order)) == expected


def test_an_order_that_there_is_not_groups_by_parent(federation: Federation, board: Client) -> None:
    assert names(board, xep="luong") == names(board)


def test_the_figures_of_a_row_are_those_of_its_unit(federation: Federation, board: Client) -> None:
    rows = {row.entry.unit_id: row for row in table(board).context["items"]}
    late = rows[federation["Cường"].pk]
    assert (late.kept, late.standing.periods_over, late.missed, late.missing) == (1, 2, 1, 1)
    assert late.timeliness == 0.5
    assert (late.standing.total_published, late.standing.total_owed) == (1, 2)
    assert rows[federation["Bình"].pk].missing == 2


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "duc"}, ["Đức"]),
        ({"q": "ĐỨC cđcs"}, ["Đức"]),
        ({"q": "ba be"}, ["Ba Bể"]),
        ({"q": "khong co"}, []),
        ({"cham": "on"}, ["Bình", "Cường"]),
        ({"cham": "on", "q": "cuong"}, ["Cường"]),
    ],
)
def test_units_are_found_by_name_without_diacritics_and_by_being_behind(
    federation: Federation, board: Client, asked: dict[str, str], expected: list[str]
) -> None:
    assert names(board, **asked) == expected


def test_units_are_found_by_kind_and_by_parent(federation: Federation, board: Client) -> None:
    assert own(names(board, loai=kind(UnitKind.INTERMEDIATE).pk)) == ["Ba Bể", "Chợ Đồn"]
    assert names(board, tren=federation["Chợ Đồn"].pk) == ["Cường", "Đức"]
    assert own(names(board, tren="tinh")) == ["Ba Bể", "Chợ Đồn"]


def test_units_that_no_longer_exist_are_shown_if_asked_for(federation: Federation, board: Client) -> None:
    federation.office.dissolve(federation["Bình"], day=DAY)
    assert "Bình" not in names(board)
    assert "Bình" in names(board, cu="on")
    # On a day on which it still lived it is one of all.
    assert "Bình" in names(board, ngay="30/06/2025")


def test_a_unit_that_is_yet_to_be_founded_is_told_apart_from_one_that_is_gone(
    federation: Federation, board: Client
) -> None:
    federation.office.dissolve(federation["Bình"], day=dt.date(2025, 2, 1))
    make_unit("CĐCS Mới", on=dt.date(2025, 5, 1))
    rows = table(board, cu="on", ngay="10/03/2025").context["items"]
    told = {row.entry.name: (row.entry.lives, row.entry.is_to_come) for row in rows}
    assert told["CĐCS Mới"] == (False, True)
    assert told["CĐCS Bình"] == (False, False)
    assert told["CĐCS Ân"] == (True, False)
    assert "Mới" not in names(board, ngay="10/03/2025")


def test_a_units_name_kind_and_parent_are_those_of_the_day(federation: Federation, board: Client) -> None:
    office = federation.office
    office.rename(federation["Ân"], "CĐCS An Khang", day=DAY)
    office.transfer([federation["Bình"]], federation["Chợ Đồn"], day=DAY)
    assert "Ân" in names(board, ngay="30/06/2025")
    assert "An Khang" in names(board)
    assert names(board, q="an khang", ngay="30/06/2025") == ["Ân"]
    assert names(board, tren=federation["Chợ Đồn"].pk, ngay="30/06/2025") == ["Cường", "Đức"]
    assert sorted(names(board, tren=federation["Chợ Đồn"].pk)) == ["Bình", "Cường", "Đức"]


def test_as_of_a_day_only_what_was_published_by_then_counts(federation: Federation, board: Client) -> None:
    assert names(board, ngay="10/07/2025", cham="on") == ["Bình"]
    assert names(board, ngay="10/06/2025", cham="on") == []


def test_an_evaluation_year_begins_with_its_month(federation: Federation, board: Client) -> None:
    context = table(board, nam=2024, tu=9).context
    assert context["asked"].year.first == dt.date(2024, 9, 1)
    rows = {row.entry.unit_id: row.standing for row in context["items"]}
    assert rows[federation["Ba Bể"].pk].by_month == (0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("ngay", "31/02/2025"),
        ("ngay", "01/01/2999"),
        ("ngay", "01/01/0001"),
        ("nam", "hai"),
        ("nam", "2999"),
        ("loai", "x"),
    ],
)
def test_what_was_mistyped_is_marked_and_asks_nothing(
    federation: Federation, board: Client, field: str, typed: str
) -> None:
    answer = table(board, **{field: typed})
    assert answer.status_code == 200
    assert answer.context["filter"].errors[field]
    assert 'role="alert"' in answer.content.decode()
    assert sorted(own(names(board, **{field: typed}))) == sorted(EVERYBODY)


def test_a_page_has_fifty_units_and_the_page_to_print_has_all(federation: Federation, board: Client) -> None:
    for number in range(50):
        make_unit(f"CĐCS Trường {number}", on=dt.date(2024, 1, 1))
    assert len(names(board)) == 50
    assert len(names(board, p=2)) == table(board).context["items"].paginator.count - 50
    assert len(names(board, **{"in": 1})) == table(board).context["items"].paginator.count
    assert len(names(board, p="x")) == 50


def test_each_cell_leads_to_its_items_and_each_row_to_its_unit(federation: Federation, board: Client) -> None:
    said = table(board).content.decode()
    unit = federation["Ba Bể"]
    assert f'href="{reverse("quotas:unit", args=[unit.pk])}?nam=2025"' in said
    for month in range(1, 13):
        first = dt.date(2025, month, 1).isoformat()
        assert f'href="{reverse("quotas:period", args=[unit.pk, "month", first])}?nam=2025"' in said


def test_a_unit_of_two_kinds_has_a_line_for_each(federation: Federation, board: Client) -> None:
    federation.office.change_kind(federation["Ân"], kind(UnitKind.INTERMEDIATE), day=dt.date(2025, 4, 10))
    said = table(board).content.decode()
    assert said.count('rowspan="2"') == 4


def test_who_publishes_after_the_end_stands_in_the_table_of_that_year(federation: Federation, board: Client) -> None:
    founding = federation.office.found(new("CĐCS Hợp", parent=federation["Ba Bể"]), day=dt.date(2023, 1, 1))
    gone = founding.units_on("to")[0]
    federation.office.dissolve(gone, day=dt.date(2024, 12, 1))
    publish(gone, on=dt.date(2025, 1, 5))
    assert "Hợp" not in names(board)
    rows = {row.entry.name: row for row in table(board, cu="on").context["items"]}
    assert rows["CĐCS Hợp"].standing.total_published == 1
    assert not rows["CĐCS Hợp"].owes
