"""What readers without an account find, and what they do not."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.accounts.models import User
from cms.notices.models import Notice
from cms.units.models import Publication, Unit
from tests.factories.notices import LAST, PDF, block, credit, day_of, drafted, issue, issued, scan, send
from tests.factories.publications import publish
from tests.factories.units import make_unit


def read(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status, address
    return response.content.decode()


def bytes_of(address: str) -> bytes:
    return b"".join(Client().get(address).streaming_content)


def test_a_notice_comes_before_readers_when_it_is_issued_and_not_before(board: User, item: Publication) -> None:
    address = f"/thong-bao-quy/{LAST.year}/quy-{LAST.number}/"
    read(address, 404)
    draft = drafted(by=board)
    read(address, 404)
    waiting = send(draft, by=board)
    for kind in ("docx", "xlsx", "pdf"):
        read(waiting.file_address(kind), 404)
    read(address, 404)
    assert "Tặng quà đoàn viên" not in read("/thong-bao-quy/")
    notice = issue(waiting, by=board)
    assert notice.get_absolute_url() == address
    page = read(address)
    for said in ("Tặng quà đoàn viên", "Hoa Ban", "Công đoàn cơ sở Trường A", "45/TB-LĐLĐ", "Nông Thị Tám"):
        assert said in page
    assert f'<link rel="canonical" href="http://localhost{address}">' in page
    assert 'property="og:title"' in page


def test_nothing_personal_but_the_by_line_is_in_it(board: User, item: Publication) -> None:
    notice = issued(by=board, scan=scan())
    said = read(notice.get_absolute_url()).encode() + repr(notice.facts).encode()
    for secret in ("0912345678", "Nông Thị Kín", board.username, board.email, str(board)):
        assert secret.encode() not in said, secret


@pytest.mark.parametrize("address", ["2026/quy-5/", "2026/quy-0/", "99999999999/quy-1/", "1/quy-1/sua-doi-99999999/"])
def test_an_address_of_nothing_answers_404(portal: None, address: str) -> None:
    read(f"/thong-bao-quy/{address}", 404)


def test_the_files_are_downloads_that_no_browser_opens_in_the_page(board: User, item: Publication) -> None:
    notice = issued(by=board, scan=scan())
    for kind in ("docx", "xlsx", "pdf"):
        response = Client().get(notice.file_address(kind))
        assert response["Content-Disposition"].startswith("attachment"), kind
        assert response["X-Content-Type-Options"] == "nosniff"
        assert notice.file_address(kind) in read(notice.get_absolute_url())
    assert bytes_of(notice.file_address("pdf")) == PDF
    read(notice.file_address("exe"), 404)
    read(f"{notice.get_absolute_url()}khac.docx", 404)


def test_without_a_scan_there_is_no_link_to_one(board: User, item: Publication) -> None:
    notice = issued(by=board)
    assert notice.file_address("pdf") not in read(notice.get_absolute_url())
    read(notice.file_address("pdf"), 404)


def test_the_workbook_holds_every_unit_person_and_item(board: User, item: Publication, other_unit: Unit) -> None:
    publish(other_unit, on=day_of(), headline="=HYPERLINK(1)")
    notice = issued(by=board)
    totals, units, people, items = load_workbook(io.BytesIO(bytes_of(notice.file_address("xlsx"))))
    assert [cell.value for cell in totals[2]][1:] == [2, 2, 1]
    assert [row[1].value for row in units.iter_rows(min_row=2)] == ["Công đoàn ngành Y tế", "Công đoàn cơ sở Trường A"]
    assert [row[1].value for row in people.iter_rows(min_row=2)] == ["Hoa Ban"]
    headlines = [row[1].value for row in items.iter_rows(min_row=2)]
    assert headlines == ["'=HYPERLINK(1)", "Tặng quà đoàn viên"]
    assert items[2][2].value.date() == day_of()


def test_the_internal_annex_is_nowhere_before_readers(board: User, item: Publication) -> None:
    make_unit("Đơn vị chưa gửi tin")
    notice = issued(by=board, words={"with_annex": True})
    assert [row["name"] for row in notice.frozen_annex] == ["Đơn vị chưa gửi tin"]
    assert notice.annex_letter
    said = read(notice.get_absolute_url()).encode()
    said += bytes_of(notice.file_address("docx")) + bytes_of(notice.file_address("xlsx"))
    assert "Đơn vị chưa gửi tin".encode() not in said
    assert "Đơn vị chưa gửi tin" not in repr(notice.facts)


def test_text_that_people_typed_is_no_markup(board: User, unit: Unit) -> None:
    credit(publish(unit, on=day_of(), headline="<script>alert(1)</script>"), "<b>An</b>")
    notice = issued(by=board, words={"preface": "<img src=x>"})
    page = read(notice.get_absolute_url())
    for markup in ("<script>alert", "<b>An</b>", "<img src=x>"):
        assert markup not in page


def test_the_list_names_what_is_issued_and_the_portal_leads_to_it(board: User, item: Publication) -> None:
    assert "/thong-bao-quy/" not in read("/")
    notice = issued(by=board)
    drafted(by=board, quarter=LAST.before)
    for address in ("/thong-bao-quy/", "/", "/thong-bao/"):
        page = read(address)
        assert notice.get_absolute_url() in page, address
        assert "45/TB-LĐLĐ" in page
    assert Notice.objects.exclude(pk=notice.pk).get().get_absolute_url() not in read("/thong-bao-quy/")


def test_the_page_costs_the_same_for_few_items_and_for_many(board: User, unit: Unit) -> None:
    def cost(address: str) -> int:
        read(address)
        with CaptureQueriesContext(connection) as captured:
            read(address)
        return len(captured)

    block()
    publish(unit, on=day_of(LAST.before))
    few = issued(by=board, quarter=LAST.before)
    for number in range(15):
        credit(publish(make_unit(f"Đơn vị {number}"), on=day_of()), f"Tên {number}")
    many = issued(by=board, number="46")
    assert cost(many.get_absolute_url()) == cost(few.get_absolute_url()) <= 14
    assert cost("/thong-bao-quy/") <= 12
