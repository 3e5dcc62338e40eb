"""The import of old items: all of a list or nothing, never doubled, and counted like any other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.quotas.figures import standing_of
from cms.quotas.years import Year
from cms.spreadsheets.importing import import_file
from cms.spreadsheets.models import ImportFile, Subject
from cms.spreadsheets.uploads import take_in
from cms.units.amending import amend
from cms.units.imported_publications import ByLine, OldPublication, import_publications
from cms.units.models import (
    Contributor,
    Publication,
    PublicationByline,
    PublicationImport,
    PublicationRefused,
    PublicationSection,
    PublicationUnit,
    Unit,
)
from tests.factories.units import UserFactory, leave_groups, make_unit, make_writer
from tests.spreadsheets.publications.lists import checked, imported, listed, problems, row

MARCH = dt.date(2024, 3, 15)


def many(count: int) -> list[dict]:
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=number % 366) for number in range(count)]
    return [
        row(headline=f"Tin số {number}", day=day, address=f"http://cu.example.vn/{number}.html")
        for number, day in enumerate(days)
    ]


def counts() -> tuple[int, ...]:
    tables = (Publication, PublicationUnit, PublicationByline, PublicationSection, PublicationImport)
    return tuple(table.objects.count() for table in tables)


def test_a_publication_stands_in_the_record_with_everything_that_the_list_says(editor: User, school: Unit) -> None:
    author = Contributor.objects.create(full_name="Nông Văn An", unit=school)
    imported(
        row(
            address="congdoan.example.vn/tin/1.html",
            authors="Nông Văn An (2); Trần Thị Bình (1)",
            photographers="Lê Cường",
            sections="Hoạt động công đoàn",
            genre="Tin",
        ),
        by=editor,
    )
    found = Publication.objects.get()
    assert (found.page, found.content, found.digest) == (None, {}, "")
    assert (found.headline, found.address) == ("Công đoàn trường tặng quà", "http://congdoan.example.vn/tin/1.html")
    assert (found.local_date, found.unit_approved_on, found.was_paid) == (MARCH, MARCH, True)
    assert timezone.localtime(found.published_at).isoformat() == "2024-03-15T00:00:00+07:00"
    assert (found.genre_code, found.channel, found.origin) == ("tin", "portal", "own")
    assert found.units.values_list("unit", "name", "kind_code", "counts").get() == (
        school.pk,
        "Công đoàn cơ sở Trường A",
        "grassroots",
        True,
    )
    assert list(found.bylines.order_by("pk").values_list("byline", "contributor", "role", "share")) == [
        ("Nông Văn An", author.pk, "text", 2),
        ("Trần Thị Bình", None, "text", 1),
        ("Lê Cường", None, "photo", 1),
    ]
    assert [section.name for section in found.sections.all()] == ["Hoạt động công đoàn"]
    assert found.imported_by.file_name == "tin-cu.xlsx"
    assert found.imported_by.by == editor


def test_without_a_genre_it_is_an_ordinary_item(editor: User, school: Unit) -> None:
    imported(row(), by=editor)
    found = Publication.objects.get()
    assert (found.genre_code, found.genre_name) == ("tin", "Tin, bài")


def test_a_second_import_doubles_nothing_and_says_so(editor: User, school: Unit) -> None:
    rows = [*many(5), row()]
    assert imported(*rows, by=editor).outcome == {"new": {"publications": 6}, "unchanged": {"publications": 0}}
    before = counts()
    assert imported(*rows, by=editor).outcome == {"new": {"publications": 0}, "unchanged": {"publications": 6}}
    assert counts() == before


def test_the_same_item_in_another_spelling_of_its_address_is_not_doubled(editor: User, school: Unit) -> None:
    imported(row(address="http://cu.example.vn/1"), by=editor)
    again = row(address="https://www.CU.example.vn/1/?utm_source=zalo#top")
    assert checked(again, by=editor).plan.unchanged == {"publications": 1}


@pytest.mark.parametrize("addresses", [("", "http://cu.example.vn/1"), ("http://cu.example.vn/1", "")])
def test_a_list_that_learns_or_loses_addresses_doubles_nothing(
    editor: User, school: Unit, addresses: tuple[str, str]
) -> None:
    imported(row(address=addresses[0]), by=editor)
    again = checked(row(address=addresses[1]), by=editor)
    assert (again.plan.new(), again.plan.unchanged) == ({"publications": 0}, {"publications": 1})


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"headline": "Khác"}, "Tiêu đề"),
        ({"day": "16/03/2024"}, "Ngày đăng"),
        ({"units": "Công đoàn B"}, "Đơn vị"),
        ({"authors": "Người khác"}, "Tác giả"),
        ({"authors": "Nông Văn An (2); Trần B (1)"}, "Tác giả"),
        ({"paid": "Không"}, "Đã chi nhuận bút"),
        ({"sections": "Mục khác"}, "Chuyên mục"),
        ({"photographers": "Ai đó"}, "Người chụp ảnh"),
        ({"genre": "Bài"}, "Thể loại"),
    ],
)
def test_a_row_that_says_otherwise_than_the_record_points_to_amending(
    editor: User, school: Unit, cells: dict[str, str], column: str
) -> None:
    make_unit("Công đoàn B")
    first = row(address="http://cu.example.vn/1", sections="Hoạt động", photographers="Lê Cường", genre="Tin")
    imported(first, by=editor)
    assert problems(first | cells, by=editor) == [(2, column)]


def test_a_list_that_learns_addresses_and_says_otherwise_points_to_amending(editor: User, school: Unit) -> None:
    imported(row(), by=editor)
    again = row(address="http://cu.example.vn/1", paid="Không", authors="Người khác")
    assert problems(again, by=editor) == [(2, "Đã chi nhuận bút"), (2, "Tác giả")]


def test_a_bad_cell_of_a_known_item_has_one_problem(editor: User, school: Unit) -> None:
    imported(row(), by=editor)
    assert problems(row(paid="có lẽ", genre="Thơ ca"), by=editor) == [(2, "Đã chi nhuận bút"), (2, "Thể loại")]


def test_what_was_amended_since_is_as_before_in_its_old_and_its_new_wording(editor: User, school: Unit) -> None:
    other = make_unit("Công đoàn B")
    imported(row(address="http://cu.example.vn/1"), by=editor)
    mended = [(None, "Lê Cường", "text", 1)]
    amend(Publication.objects.get(), by=editor, reason="Ghi nhầm", units=[(other, True)], bylines=mended)
    before = row(address="http://cu.example.vn/1")
    after = before | {"units": "Công đoàn B", "authors": "Lê Cường"}
    for said in (before, after):
        assert checked(said, by=editor).plan.unchanged == {"publications": 1}
    assert problems(before | {"units": "CD-A; Công đoàn B"}, by=editor) == [(2, "Đơn vị")]


def test_an_empty_cell_says_nothing(editor: User, school: Unit) -> None:
    imported(row(address="http://cu.example.vn/1", sections="Hoạt động", genre="Bài"), by=editor)
    again = checked(row(address="http://cu.example.vn/1", authors="", sections="", genre=""), by=editor)
    assert (again.report.problems, again.plan.unchanged) == ([], {"publications": 1})


def test_what_our_own_portal_published_is_not_doubled(editor: User, school: Unit, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://moi.congdoan.example.vn"
    own = Publication.objects.create(
        item_key="00000000-0000-4000-8000-000000000001",
        headline="Trên trang mới",
        address="/tin/tren-trang-moi/",
        genre_code="tin",
        genre_name="Tin",
        published_at=timezone.now(),
        local_date=MARCH,
        unit_approved_on=MARCH,
        content={"title": "x"},
        digest="x",
    )
    PublicationUnit.objects.create(publication=own, unit=school, name="A")
    address = "http://www.moi.congdoan.example.vn/tin/tren-trang-moi"
    assert checked(row(headline="Tít khác", address=address), by=editor).plan.unchanged == {"publications": 1}
    assert problems(row(headline="Tít khác", address=address, day="16/03/2024"), by=editor) == [(2, "Địa chỉ")]
    assert checked(row(headline="Trên trang mới"), by=editor).plan.unchanged == {"publications": 1}
    assert checked(row(headline="Tít khác", address="https://moi.congdoan.example.vn/cu/1"), by=editor).plan.new() == {
        "publications": 1
    }


def test_the_figures_of_the_unit_follow(editor: User, school: Unit) -> None:
    year, day = Year.calendar(2024), dt.date(2024, 12, 31)
    assert standing_of(school, year, day).total_published == 0
    imported(row(), row(headline="Mùa thu", day="01/10/2024"), by=editor)
    standing = standing_of(school, year, day)
    assert standing.total_published == 2
    assert [cell.published for cell in standing.cells] == [1, 1]


def test_everything_is_written_down(editor: User, school: Unit) -> None:
    imported(*many(3), by=editor)
    actions = list(ModelLogEntry.objects.order_by("pk").values_list("action", "user"))[-3:]
    assert actions == [
        ("spreadsheets.check", editor.pk),
        ("units.import_publications", editor.pk),
        ("spreadsheets.import_publications", editor.pk),
    ]
    entry = ModelLogEntry.objects.get(action="units.import_publications")
    assert entry.data["publications"] == 3


def test_who_stops_listening_stops_the_import_and_nothing_is_kept(editor: User, school: Unit) -> None:
    before = counts()
    file = take_in("tin-cu.xlsx", listed(*many(600)), by=editor, subject=Subject.PUBLICATIONS)
    progress = import_file(file, digest=file.digest, by=editor)
    while next(progress).done == 0:
        pass
    progress.close()
    assert counts() == before
    assert ImportFile.objects.get().is_waiting


def test_two_imports_of_one_list_at_the_same_time_enter_it_once(editor: User, school: Unit) -> None:
    publications = checked(*many(3), by=editor).plan.publications
    list(import_publications(publications, file_name="a.xlsx", digest="1", by=editor))
    before = counts()
    with pytest.raises(IntegrityError):
        list(import_publications(publications, file_name="b.xlsx", digest="2", by=editor))
    assert counts() == before


def test_what_came_into_the_record_since_the_check_stops_nothing_but_doubles_nothing(
    editor: User, school: Unit
) -> None:
    file = take_in("a.xlsx", listed(*many(3)), by=editor, subject=Subject.PUBLICATIONS)
    imported(*many(3), by=UserFactory(board=True))
    list(import_file(file, digest=file.digest, by=editor))
    assert Publication.objects.count() == 3


def test_who_has_left_the_board_imports_nothing_any_more(editor: User, school: Unit) -> None:
    file = take_in("a.xlsx", listed(*many(3)), by=editor, subject=Subject.PUBLICATIONS)
    leave_groups(editor)
    with pytest.raises(PermissionDenied):
        list(import_file(file, digest=file.digest, by=User.objects.get(pk=editor.pk)))
    assert Publication.objects.count() == 0


def old(unit: Unit, **fields: object) -> OldPublication:
    given = {"units": (unit,), "headline": "Tin", "day": MARCH, "genre_code": "tin", "genre_name": "Tin"}
    return OldPublication(**(given | fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "  "},
        {"headline": "x" * 256},
        {"day": dt.date(1990, 1, 1)},
        {"day": dt.date(2200, 1, 1)},
        {"units": ()},
        {"address": "javascript:alert(1)"},
        {"bylines": (ByLine(" ", "text"),)},
        {"bylines": (ByLine("A", "text", share=0),)},
    ],
    ids=["no-headline", "long", "early", "future", "no-unit", "script", "nobody", "no-share"],
)
def test_the_act_itself_refuses_what_cannot_be(editor: User, school: Unit, fields: dict) -> None:
    with pytest.raises(ValidationError):
        list(import_publications([old(school), old(school, **fields)], file_name="a", digest="", by=editor))
    assert Publication.objects.count() == 0


def test_the_act_itself_refuses_whoever_keeps_no_record(school: Unit) -> None:
    with pytest.raises(PermissionDenied):
        list(import_publications([old(school)], file_name="a", digest="", by=make_writer(school)))


def test_an_imported_publication_is_written_once(editor: User, school: Unit) -> None:
    imported(row(), by=editor)
    publication = Publication.objects.get()
    publication.headline = "Khác"
    with pytest.raises(PublicationRefused):
        publication.save()
    with pytest.raises(PublicationRefused):
        publication.delete()


def test_a_thousand_rows_take_few_statements(editor: User, school: Unit) -> None:
    file = take_in("a.xlsx", listed(*many(1000)), by=editor, subject=Subject.PUBLICATIONS)
    with CaptureQueriesContext(connection) as queries:
        list(import_file(file, digest=file.digest, by=editor))
    assert Publication.objects.count() == 1000
    assert len(queries) < 120


def write(path: Path, *rows: dict) -> str:
    path.write_bytes(listed(*rows))
    return str(path)


def test_the_command_checks_and_imports(editor: User, school: Unit, tmp_path: Path) -> None:
    file = write(tmp_path / "tin-cu.xlsx", *many(3))
    call_command("import_publications", file, "--by", editor.username, "--dry-run")
    assert Publication.objects.count() == 0
    call_command("import_publications", file, "--by", editor.username)
    assert Publication.objects.count() == 3
    call_command("import_publications", file, "--by", editor.username)
    assert Publication.objects.count() == 3


def test_the_command_refuses_problems_and_strangers(
    editor: User, school: Unit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path / "tin-cu.xlsx", row(day="31/02/2024"))
    with pytest.raises(CommandError):
        call_command("import_publications", file, "--by", editor.username)
    assert "Ngày đăng" in capsys.readouterr().err
    with pytest.raises(CommandError):
        call_command("import_publications", file, "--by", make_writer(school).username)
