"""The official letter as people see it: rendered to pages and pictures by LibreOffice."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from wagtail.models import Site

from cms.evaluation.models import Evaluation, State
from cms.evaluation.papers.letters import letter_of, letterhead_of
from cms.evaluation.points.figures import Figures
from cms.evaluation.samples import SAMPLES
from cms.evaluation.sheets import Sheet
from cms.news.models import Genre
from cms.official_documents.letters import Band, docx_of
from cms.official_documents.models import DocumentSettings
from cms.units.models import UnitKind
from tests.factories.evaluation import closed_evaluation
from tests.factories.news import Desk
from tests.official_documents.rendering import pictures_of, text_of_pdf

FACTS = {
    "shape": 1,
    "first": "2025-01-01",
    "label": "Năm 2025",
    "day": "2026-01-10",
    "kinds": [
        {
            "code": UnitKind.GRASSROOTS,
            "name": "Công đoàn cơ sở",
            "source": "Hướng dẫn số 05/HD-LĐLĐ",
            "is_sample": False,
            "terms": SAMPLES[UnitKind.GRASSROOTS].as_json(),
        }
    ],
}
WORDS = {
    "lines": ["TM. BAN BIÊN TẬP", "TRƯỞNG BAN"],
    "name": "Người ký mẫu",
    "recipients": ["Như trên"],
    "preface": "Theo kế hoạch.",
}


def sheet(number: int, **fields: object) -> Sheet:
    given = {
        "unit": number,
        "name": f"Công đoàn cơ sở Trường số {number}",
        "kind": UnitKind.GRASSROOTS,
        "kind_name": "Công đoàn cơ sở",
        "parent": "",
        "is_annex": False,
        "notes": (),
        "periods": (),
        "figures": Figures(periods_owed=2, periods_met=1, total_owed=2, total_published=3, days=(1, 2, 4)),
        "lines": (),
        "points": Decimal("7.25"),
        "verdict": "",
        "comment": "Tích cực đưa tin ngay sau sự việc" if number % 7 == 0 else "",
    }
    return Sheet(**(given | fields))


@pytest.fixture(scope="module")
def closed() -> Evaluation:
    return Evaluation(
        first=dt.date(2025, 1, 1),
        state=State.CLOSED,
        number="12",
        symbol="TB-LĐLĐ",
        signed_on=dt.date(2026, 1, 15),
        signer="Người ký mẫu",
    )


def docx(evaluation: Evaluation) -> bytes:
    sheets = [sheet(number) for number in range(1, 61)]
    sheets.append(sheet(61, name="Công đoàn cơ sở đã giải thể", is_annex=True, points=None))
    return docx_of(letter_of(evaluation, sheets, FACTS, WORDS))


@pytest.mark.django_db
def test_the_letter_of_a_closed_year_reads_like_an_official_one(closed: Evaluation) -> None:
    content = docx(closed)
    pages = text_of_pdf(content)
    first = " ".join(pages[0].split())
    assert "Số: 12/TB-LĐLĐ" in first
    assert "15 tháng 01 năm 2026" in first or "15 tháng 1 năm 2026" in first
    assert "Hướng dẫn số 05/HD-LĐLĐ" in first
    whole = " ".join(" ".join(pages).split())
    assert all(f"Trường số {number} " in whole for number in range(1, 61))
    assert "đã giải thể" in pages[-1]
    assert len(pages) >= 4
    pictures = pictures_of(content)
    assert len(pictures) == len(pages)
    assert pictures[0].height > pictures[0].width
    assert pictures[-1].width > pictures[-1].height


@pytest.mark.django_db
def test_the_same_closed_year_gives_the_same_file(closed: Evaluation) -> None:
    assert docx(closed) == docx(closed)


@pytest.mark.django_db
def test_number_and_date_stay_blank_before_the_paper_is_signed() -> None:
    at_signature = Evaluation(first=dt.date(2024, 1, 1), state=State.AT_SIGNATURE)
    letter = letter_of(at_signature, [sheet(1)], FACTS, WORDS)
    assert (letter.number, letter.symbol, letter.signed_on) == ("", "", None)
    assert letter.year == 2026, "no paper is signed before the day up to which its figures count"
    assert letter.signature.name == "Người ký mẫu"


def test_the_letter_of_a_closed_year_keeps_the_names_of_genres_and_of_the_office(desk: Desk) -> None:
    year = closed_evaluation(by=desk.board)
    before = letter_of(year, [], year.facts, WORDS), letterhead_of(year.facts)
    Genre.objects.update(name="Tên khác")
    site = Site.objects.get(is_default_site=True)
    DocumentSettings.objects.create(site=site, issuing_body="Cơ quan khác", place="Nơi khác")
    assert (letter_of(year, [], year.facts, WORDS), letterhead_of(year.facts)) == before


def test_the_kinds_follow_one_another_in_the_order_of_the_office() -> None:
    kinds = [{"code": code, "name": code, "source": "", "terms": None} for code in ("intermediate", "grassroots")]
    sheets = [sheet(1, kind="grassroots", kind_name="CĐCS"), sheet(2, kind="intermediate", kind_name="Cấp trên")]
    evaluation = Evaluation(first=dt.date(2025, 1, 1))
    [annex] = letter_of(evaluation, sheets, FACTS | {"kinds": kinds}, WORDS).annexes
    rows = [row.text if isinstance(row, Band) else row[:2] for row in annex.body[0].rows]
    assert rows == ["Cấp trên", ["1", sheets[1].name], "CĐCS", ["2", sheets[0].name]]
