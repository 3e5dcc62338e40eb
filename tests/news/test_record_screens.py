"""*Sổ lần đăng* and *Sửa ghi nhận*: what the board reads and mends, and nobody else."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from cms.units.amending import amend, credits_of, participations_of
from cms.units.models import Publication, PublicationAmendment, PublicationImport
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from tests.factories.news import Desk
from tests.factories.publications import publish
from tests.factories.units import ContributorFactory, UserFactory, join_group, make_unit
from tests.signing_in import signed_in

RECORD = reverse("news:record")
DAY = dt.date(2026, 3, 31)


@pytest.fixture
def board(desk: Desk) -> Client:
    return signed_in(desk.board)


def asked(browser_of_board: Client, **filters: str) -> str:
    return browser_of_board.get(RECORD, filters).content.decode()


def headlines(page: str) -> list[str]:
    return re.findall(r'record-line__headline"><a[^>]*>([^<]+)</a>', page)


def filled(client: Client, publication: Publication) -> dict[str, str]:
    """What a browser posts of the form as it is shown."""
    page = client.get(reverse("news:amend", args=[publication.pk])).context["form"]
    data = {"seen": str(publication.amendments.count()), "shown": "", "reason": "Ghi nhầm"}
    for part in page.parts:
        for field in part:
            value = field.value()
            data[field.html_name] = str(getattr(value, "pk", value) if value is not None else "")
    return data


def post(client: Client, publication: Publication, **changes: str) -> tuple[int, str]:
    """Fill in, look at the effect, make the amendment: the status and text of the last answer."""
    address = reverse("news:amend", args=[publication.pk])
    data = filled(client, publication) | changes
    previewed = client.post(address, data)
    if previewed.status_code != 200:
        return previewed.status_code, previewed.content.decode()
    answer = client.post(address, data | {"shown": previewed.context["shown"]}, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_record_lists_imported_publications_like_any_other(desk: Desk, board: Client) -> None:
    desk.published(title="Tin trên cổng mới")
    source = PublicationImport.objects.create(file_name="cong-cu.xlsx", digest="0" * 64)
    publish(desk.unit, on=DAY, headline="Tin trên cổng cũ", imported_by=source, by=[("Nông Văn K", 1)])
    assert headlines(asked(board)) == ["Tin trên cổng mới", "Tin trên cổng cũ"]
    assert headlines(asked(board, source="imported")) == ["Tin trên cổng cũ"]
    assert headlines(asked(board, source="desk")) == ["Tin trên cổng mới"]


def test_the_record_is_found_by_unit_author_days_state_and_origin(desk: Desk, board: Client) -> None:
    other = make_unit("Trường B")
    publish(desk.unit, on=DAY, headline="A", by=[("Nông Thị Lan", 1)])
    publish(other, on=DAY + dt.timedelta(days=1), headline="B", origin="reposted", counts=False)
    publish(other, on=DAY, headline="C", withdrawn_at=dt.datetime(2026, 4, 2, tzinfo=dt.UTC))
    assert headlines(asked(board, unit=str(other.pk))) == ["B", "C"]
    assert headlines(asked(board, author="nong lan")) == ["A"]
    assert headlines(asked(board, first="2026-04-01")) == ["B"]
    assert headlines(asked(board, last="2026-03-31")) == ["C", "A"]
    assert headlines(asked(board, state="withdrawn")) == ["C"]
    assert headlines(asked(board, state="standing")) == ["B", "A"]
    assert headlines(asked(board, origin="reposted")) == ["B"]
    assert headlines(asked(board, headline="a")) == ["A"]


def test_what_an_amendment_took_away_is_no_longer_found_by_it(desk: Desk, board: Client) -> None:
    other = make_unit("Trường B")
    publication = publish(desk.unit, on=DAY, headline="A")
    amend(publication, by=desk.board, reason="Nhầm", units=[(other, True)])
    assert headlines(asked(board, unit=str(desk.unit.pk))) == []
    assert headlines(asked(board, unit=str(other.pk))) == ["A"]
    assert headlines(asked(board, state="amended")) == ["A"]


@pytest.mark.parametrize(
    "question",
    [{"unit": "999999"}, {"first": "hôm qua"}, {"first": "0001-01-01"}, {"p": "abc"}, {"p": "99"}, {"state": "?"}],
    ids=str,
)
def test_questions_that_make_no_sense_are_answered_in_words(desk: Desk, board: Client, question: dict) -> None:
    publish(desk.unit, on=DAY)
    assert board.get(RECORD, question).status_code == 200


@pytest.mark.parametrize("role", [None, ACCOUNTANT])
def test_the_record_is_the_boards_and_the_administrators(desk: Desk, role: str | None) -> None:
    publication = publish(desk.unit, on=DAY)
    person = desk.writer if role is None else UserFactory()
    if role:
        join_group(person, role)
    client = signed_in(person)
    for name, arguments in (("record", []), ("publication", [publication.pk]), ("amend", [publication.pk])):
        assert client.get(reverse(f"news:{name}", args=arguments)).status_code == 404


def test_administrators_read_the_record_and_amend_nothing(desk: Desk) -> None:
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    client, publication = signed_in(administrator), publish(desk.unit, on=DAY, headline="A")
    assert headlines(asked(client)) == ["A"]
    assert client.get(reverse("news:publication", args=[publication.pk])).status_code == 200
    assert client.get(reverse("news:amend", args=[publication.pk])).status_code == 404
    assert client.post(reverse("news:amend", args=[publication.pk]), {}).status_code == 404


def test_the_list_costs_the_same_whatever_its_length(desk: Desk, board: Client) -> None:
    costs = []
    for number in (3, 30):
        for place in range(number):
            publish(desk.unit, on=DAY, headline=f"Tin {number}.{place}", by=[("K", 1)], sections=["Phong trào"])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            asked(board)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_export_holds_exactly_what_the_list_shows(desk: Desk, board: Client) -> None:
    other = make_unit("Trường B")
    publish(desk.unit, on=DAY, headline="=A1+1", by=[("Nông Thị Lan", 2), ("K", 1)], joint=[(other, False)])
    publish(other, on=DAY, headline="Của đơn vị khác")
    response = board.get(RECORD, {"export": "xlsx", "unit": str(desk.unit.pk)})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).worksheets[0]
    [row] = list(sheet.iter_rows(min_row=2, values_only=True))
    assert "A1+1" in row[0]
    assert not row[0].startswith("=")
    assert (row[4].date(), row[6]) == (DAY, "Nông Thị Lan, K")
    assert "Trường B" in row[1]
    entry = ModelLogEntry.objects.get(action="news.export_record")
    assert entry.user == desk.board


def test_a_publication_without_a_page_is_amended_from_the_record(desk: Desk, board: Client) -> None:
    other = make_unit("Trường B")
    publication = publish(desk.unit, on=DAY, by=[("Nông Thị Lan", 1)])
    changes = {f"unit-{desk.unit.pk}-part": "absent", "further-1-unit": str(other.pk), "further-1-part": "counts"}
    status, page = post(board, publication, **changes)
    assert status == 200
    assert participations_of(publication) == [(other, True)]
    assert "Ghi nhầm" in page


def test_nothing_is_done_before_the_effect_was_seen(desk: Desk, board: Client) -> None:
    publication = publish(desk.unit, on=DAY)
    data = filled(board, publication) | {f"unit-{desk.unit.pk}-part": "took_part"}
    answer = board.post(reverse("news:amend", args=[publication.pk]), data)
    assert answer.status_code == 200
    assert not PublicationAmendment.objects.exists()
    [unit] = answer.context["effect"].units
    assert (unit.was, unit.now, unit.month, unit.year) == ("counts", "took_part", (1, 0), (1, 0))


def test_the_effect_tells_of_the_month_and_the_year_of_the_publication(desk: Desk, board: Client) -> None:
    other = make_unit("Trường B")
    publish(other, on=dt.date(2026, 3, 1))
    publish(other, on=dt.date(2026, 1, 1))
    publish(other, on=dt.date(2025, 12, 31))
    publication = publish(desk.unit, on=DAY)
    data = filled(board, publication) | {"further-1-unit": str(other.pk), "further-1-part": "counts"}
    answer = board.post(reverse("news:amend", args=[publication.pk]), data)
    [unit] = answer.context["effect"].units
    assert (unit.name, unit.month, unit.year) == ("Trường B", (1, 2), (2, 3))


def test_an_effect_that_has_changed_meanwhile_is_shown_again_first(desk: Desk, board: Client) -> None:
    publication = publish(desk.unit, on=DAY)
    address = reverse("news:amend", args=[publication.pk])
    data = filled(board, publication) | {f"unit-{desk.unit.pk}-part": "took_part"}
    shown = board.post(address, data).context["shown"]
    publish(desk.unit, on=DAY)
    answer = board.post(address, data | {"shown": shown})
    assert not PublicationAmendment.objects.exists()
    assert answer.context["effect"].units[0].month == (2, 1)


def test_two_people_at_once_make_one_amendment(desk: Desk, board: Client) -> None:
    publication = publish(desk.unit, on=DAY)
    address, other = reverse("news:amend", args=[publication.pk]), signed_in(desk.other_board)
    data = filled(board, publication) | {f"unit-{desk.unit.pk}-part": "took_part"}
    shown = board.post(address, data).context["shown"]
    assert board.post(address, data | {"shown": shown}).status_code == 302
    refused = other.post(address, data | {"shown": shown, "reason": "Lý do của tôi"})
    assert refused.status_code == 409
    assert PublicationAmendment.objects.count() == 1
    assert "Lý do của tôi" in refused.content.decode()


def test_authors_are_mended_by_name_contributor_role_and_share(desk: Desk, board: Client) -> None:
    contributor = ContributorFactory(unit=desk.unit)
    publication = publish(desk.unit, on=DAY, by=[("Nông Thị Lan", 1)])
    changes = {"credit-1-share": "2", "credit-2-contributor": str(contributor.pk), "credit-2-role": "photo"}
    post(board, publication, **changes)
    assert [tuple(credit) for credit in credits_of(publication)] == [
        (None, "Nông Thị Lan", "text", 2),
        (contributor, contributor.full_name, "photo", 1),
    ]


def test_an_emptied_name_goes(desk: Desk, board: Client) -> None:
    publication = publish(desk.unit, on=DAY, by=[("Nông Thị Lan", 1), ("Nhầm", 1)])
    post(board, publication, **{"credit-2-byline": ""})
    assert [credit.byline for credit in credits_of(publication)] == ["Nông Thị Lan"]


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": ""},
        {"reason": "\u200b"},
        {"credit-1-share": "0"},
        {"credit-1-share": "99999999999"},
        {"credit-1-byline": "x" * 201},
        {"further-1-unit": "999999"},
        {"further-1-unit": "9" * 30},
        {"seen": "-1"},
        {"seen": ""},
        {},
    ],
    ids=[
        "no reason",
        "invisible reason",
        "no share",
        "large",
        "long",
        "no such unit",
        "no key of a unit",
        "less than none",
        "unseen",
        "same",
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_done(desk: Desk, board: Client, changes: dict) -> None:
    publication = publish(desk.unit, on=DAY, by=[("Nông Thị Lan", 1)])
    status, _page = post(board, publication, **changes)
    assert status in {409, 422}
    assert not PublicationAmendment.objects.exists()


def test_a_unit_reads_on_the_items_screen_how_its_record_was_amended_and_why(desk: Desk) -> None:
    page = desk.published()
    amend(page.publication, by=desk.board, reason="Cùng viết với Trường B", units=[(desk.unit, False)])
    shown = signed_in(desk.writer).get(reverse("news:item", args=[page.pk])).content.decode()
    assert "Cùng viết với Trường B" in shown
    assert reverse("news:amend", args=[page.publication.pk]) not in shown


def test_the_board_comes_from_the_items_screen_to_the_record(desk: Desk, board: Client) -> None:
    page = desk.published()
    shown = board.get(reverse("news:item", args=[page.pk])).content.decode()
    assert reverse("news:amend", args=[page.publication.pk]) in shown
    told = board.get(reverse("news:publication", args=[page.publication.pk])).content.decode()
    assert str(desk.unit) in told
