"""A contributor's number: who may ring reads it by asking, and that is written down; nobody else, and nowhere else."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.news.models import ItemAuthor
from cms.units.models import Contributor, Unit
from cms.units.phones import WriteOnlyPhoneForm, read_phone
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from tests.factories.news import Desk, current
from tests.factories.units import ContributorFactory, UserFactory, join_group, make_unit, make_writer
from tests.signing_in import signed_in

NUMBER = "+84912345678"
DIGITS = "912345678"


@pytest.fixture
def author(desk: Desk) -> Contributor:
    return ContributorFactory(full_name="Nông Văn Kiên", unit=desk.unit, phone=NUMBER)


def readings() -> list[tuple[int | None, str]]:
    return list(ModelLogEntry.objects.filter(action="units.read_phone").values_list("user", "object_id"))


def of_province(role: str) -> User:
    user = UserFactory()
    join_group(user, role)
    return user


def ask(user: User, author: Contributor, **fields: str) -> object:
    return signed_in(user).post(reverse("units_read_phone", args=[author.pk]), fields)


def test_the_board_the_unit_and_administrators_read_it_and_each_reading_is_written_down(
    desk: Desk, author: Contributor
) -> None:
    for person in (desk.board, desk.writer, desk.approver, of_province(ADMINISTRATOR)):
        before = len(readings())
        assert read_phone(author, by=person) == NUMBER
        assert len(readings()) == before + 1
        assert (person.pk, str(author.pk)) in readings()


def test_nobody_else_reads_it_and_a_refusal_leaves_no_entry(desk: Desk, author: Contributor) -> None:
    inactive = UserFactory(board=True, is_active=False)
    strangers = [make_writer(make_unit("Công đoàn cơ sở Trường B")), of_province(ACCOUNTANT), UserFactory(), inactive]
    for person in strangers:
        with pytest.raises(PermissionDenied):
            read_phone(author, by=person)
    assert readings() == []


def test_of_a_contributor_of_no_unit_only_the_province_reads_it(desk: Desk) -> None:
    freelance = ContributorFactory(unit=None, phone=NUMBER)
    assert read_phone(freelance, by=desk.board) == NUMBER
    with pytest.raises(PermissionDenied):
        read_phone(freelance, by=desk.writer)


def test_where_no_number_is_recorded_nothing_is_written_down(desk: Desk) -> None:
    silent = ContributorFactory(unit=desk.unit)
    with pytest.raises(ValidationError):
        read_phone(silent, by=desk.board)
    assert readings() == []


def test_a_reading_that_is_rolled_back_leaves_no_entry(desk: Desk, author: Contributor) -> None:
    def fail() -> None:
        with transaction.atomic():
            read_phone(author, by=desk.board)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert readings() == []


def test_the_answer_rings_and_is_kept_nowhere(desk: Desk, author: Contributor) -> None:
    response = ask(desk.writer, author, next="/admin/tin/cua-toi/")
    assert f'href="tel:{NUMBER}"' in response.content.decode()
    assert "/admin/tin/cua-toi/" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert readings() == [(desk.writer.pk, str(author.pk))]


def test_the_way_back_leads_to_no_other_site(desk: Desk, author: Contributor) -> None:
    assert "evil.example" not in ask(desk.writer, author, next="https://evil.example/").content.decode()


def test_another_unit_is_answered_as_if_nobody_were_there(desk: Desk, author: Contributor) -> None:
    stranger = make_writer(make_unit("Công đoàn cơ sở Trường B"))
    assert ask(stranger, author).status_code == 404
    assert signed_in(stranger).post(reverse("units_read_phone", args=[999_999])).status_code == 404


def test_a_link_or_a_preview_reads_nothing(desk: Desk, author: Contributor) -> None:
    assert signed_in(desk.board).get(reverse("units_read_phone", args=[author.pk])).status_code == 405
    assert Client().post(reverse("units_read_phone", args=[author.pk])).status_code == 302
    assert Client(enforce_csrf_checks=True).post(reverse("units_read_phone", args=[author.pk])).status_code in {
        302,
        403,
    }
    assert readings() == []


def test_a_person_without_a_number_is_answered_clearly(desk: Desk) -> None:
    response = ask(desk.board, ContributorFactory(unit=desk.unit))
    assert response.status_code == 409
    assert "tel:" not in response.content.decode()


def test_the_items_screen_offers_the_call_and_shows_no_number(desk: Desk, author: Contributor) -> None:
    page = desk.draft()
    latest = current(page).latest
    latest.authors.add(ItemAuthor(contributor=author, byline="Nông Kiên"))
    latest.save_revision(user=desk.writer, clean=False)
    content = signed_in(desk.writer).get(reverse("news:item", args=[page.pk])).content.decode()
    assert reverse("units_read_phone", args=[author.pk]) in content
    assert DIGITS not in content


def test_the_items_screen_offers_no_call_to_another_unit(desk: Desk) -> None:
    guest = ContributorFactory(unit=make_unit("Công đoàn cơ sở Trường B"), phone=NUMBER)
    page = desk.draft()
    latest = current(page).latest
    latest.authors.add(ItemAuthor(contributor=guest, byline="Khách"))
    latest.save_revision(user=desk.writer, clean=False)
    content = signed_in(desk.writer).get(reverse("news:item", args=[page.pk])).content.decode()
    assert reverse("units_read_phone", args=[guest.pk]) not in content


class _Form(WriteOnlyPhoneForm):
    class Meta:
        model = Contributor
        fields = ["full_name", "phone"]


def filled(author: Contributor, **data: str) -> _Form:
    return _Form({"full_name": author.full_name} | data, instance=Contributor.objects.get(pk=author.pk))


def test_a_form_never_shows_the_number_and_keeps_it_if_nothing_is_typed(desk: Desk, author: Contributor) -> None:
    assert DIGITS not in _Form(instance=author).as_p()
    form = filled(author, phone="")
    form.save()
    author.refresh_from_db()
    assert author.phone == NUMBER


@pytest.mark.parametrize("typed", ["0987 654 321", "0987.654.321", "+84 987654321"])
def test_a_form_takes_a_new_number_in_any_spelling(desk: Desk, author: Contributor, typed: str) -> None:
    filled(author, phone=typed).save()
    author.refresh_from_db()
    assert author.phone == "+84987654321"


def test_a_form_says_what_is_wrong_without_showing_the_old_number(desk: Desk, author: Contributor) -> None:
    form = filled(author, phone="khong phai so")
    assert "phone" in form.errors
    assert DIGITS not in form.as_p()


def test_a_number_is_removed_by_saying_so(desk: Desk, author: Contributor) -> None:
    filled(author, remove_phone="on").save()
    author.refresh_from_db()
    assert not author.phone
    assert not filled(author, remove_phone="on", phone="0987654321").is_valid()


def test_the_number_stands_in_no_clear_text_in_the_database(desk: Desk, author: Contributor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM units_contributor WHERE id = %s", [author.pk])
        assert DIGITS not in cursor.fetchone()[0]


def test_two_units_with_one_person_entered_twice_share_the_kept_entrys_number(desk: Desk, author: Contributor) -> None:
    again: Unit = desk.unit
    double = ContributorFactory(full_name=author.full_name, unit=again, merged_into=author)
    assert read_phone(double, by=desk.writer) == NUMBER
