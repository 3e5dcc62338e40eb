"""People are found by whatever they type: a short name, a number in any spelling, an address."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st

from cms.accounts.identifiers import (
    lookup_key,
    normal_email,
    normal_phone,
    readable_phone,
    short_name_for,
    validate_short_name,
)
from cms.accounts.models import User
from tests.factories.units import UserFactory

SPELLINGS = [
    "0912345678",
    "0912.345.678",
    "0912 345 678",
    "0912-345-678",
    " (091) 2345678 ",
    "+84 912 345 678",
    "+84 (0) 912 345 678",
    "84912345678",
    "0084 912 345 678",
    "912345678",
    "912345678.0",
    "0912\u00a0345\u00a0678",
    "\u202a+84 912 345 678\u202c",
    "０９１２３４５６７８",
]


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_number_has_one_form_however_it_is_typed(typed: str) -> None:
    assert normal_phone(typed) == "+84912345678"


@pytest.mark.parametrize(
    "typed", ["", "113", "0912", "091234567890123", "0912345678 hoặc 0987654321", "an.nv", "0912abc678", "9.12E+08"]
)
def test_what_no_telephone_has_is_no_number(typed: str) -> None:
    with pytest.raises(ValidationError):
        normal_phone(typed)


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_is_refused(typed: str) -> None:
    try:
        number = normal_phone(typed)
    except ValidationError:
        return
    assert normal_phone(number) == number


@given(st.integers(min_value=0, max_value=9_999_999), st.sampled_from([" ", ".", "-", "\u00a0", ""]))
def test_blanks_and_dots_make_no_difference(rest: int, between: str) -> None:
    digits = f"091{rest:07}"
    spelt = between.join([digits[:4], digits[4:7], digits[7:]])
    assert normal_phone(spelt) == normal_phone(digits) == normal_phone("+84" + digits[1:])


def test_a_number_is_read_as_people_write_it() -> None:
    assert readable_phone("+84912345678").replace(" ", "") == "0912345678"


def test_an_address_has_one_form() -> None:
    assert normal_email("  Lan@Example.ORG ") == "lan@example.org"
    with pytest.raises(ValidationError):
        normal_email("lan@")


def test_a_short_name_is_made_of_a_vietnamese_name() -> None:
    assert short_name_for("Nguyễn Văn", "Đường") == "duong.nv"
    assert short_name_for("", "Ân") == "an"


@pytest.mark.parametrize("name", ["0912345678", "84912345678", "lan@example.org", "an nv", "ân", ".an", "an..nv", ""])
def test_a_short_name_never_reads_as_a_number_or_an_address(name: str) -> None:
    with pytest.raises(ValidationError):
        validate_short_name(name)


def test_a_hash_tells_kinds_apart_and_depends_on_its_key(settings: object) -> None:
    first = lookup_key("phone", "+84912345678")
    assert first != lookup_key("email", "+84912345678")
    settings.LOOKUP_KEY = "another"
    assert first != lookup_key("phone", "+84912345678")


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [*SPELLINGS, "An.NV", " an.nv ", "AN@Example.com"])
def test_a_person_is_found_by_any_of_their_identifiers(typed: str) -> None:
    person = UserFactory(username="an.nv", phone="0912 345 678", email="an@example.com")
    UserFactory(phone="0987654321")
    assert User.objects.by_identifier(typed) == person


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "@", "an", "0912345679", "an@example.org", "\0", "%", "an.nv\0", "'; --"])
def test_nobody_is_found_by_anything_else(typed: str) -> None:
    UserFactory(username="an.nv", phone="0912 345 678", email="an@example.com")
    assert User.objects.by_identifier(typed) is None


@pytest.mark.django_db
def test_number_and_address_do_not_stand_in_the_database_in_clear() -> None:
    person = UserFactory(phone="0912345678", email="an@example.com")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_user WHERE id = %s", [person.pk])
        row = "|".join(str(value) for value in cursor.fetchone())
    assert "912345678" not in row
    assert "example.com" not in row
    fresh = User.objects.get(pk=person.pk)
    assert (fresh.phone, fresh.email) == ("+84912345678", "an@example.com")


@pytest.mark.django_db
def test_every_way_of_writing_keeps_the_keys() -> None:
    one = UserFactory(phone=None, email="")
    User.objects.filter(pk=one.pk).update(phone="0912 345 678")
    assert User.objects.by_identifier("0912345678") == one
    User.objects.bulk_create([User(username="hai", phone="0987 654 321", email="Hai@example.com")])
    two = User.objects.by_identifier("hai@example.com")
    assert two == User.objects.by_identifier("0987654321")
    two.phone = "0909 090 909"
    User.objects.bulk_update([two], ["phone"])
    assert User.objects.by_identifier("0909090909") == two
    assert User.objects.by_identifier("0987654321") is None
    two.refresh_from_db()
    two.email = "khac@example.com"
    two.save(update_fields=["email"])
    assert User.objects.by_identifier("khac@example.com") == two


@pytest.mark.django_db
def test_people_without_a_number_or_an_address_are_many() -> None:
    UserFactory(phone="", email="")
    UserFactory(phone=None, email=None)
    assert User.objects.filter(phone_key=None, email_key=None).count() >= 2
    assert User.objects.filter(email=None).latest("pk").email == ""


@pytest.mark.django_db
def test_a_person_loaded_in_part_is_saved_in_part() -> None:
    person = UserFactory(phone="0912345678")
    part = User.objects.only("first_name").get(pk=person.pk)
    part.first_name = "Bình"
    part.save()
    assert User.objects.by_identifier("0912345678").first_name == "Bình"


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value"), [("phone", "+84 912 345 678"), ("email", "AN@example.com")])
def test_two_people_never_have_one_number_or_address(field: str, value: str) -> None:
    UserFactory(phone="0912345678", email="an@example.com")
    other = UserFactory()
    form = modelform_factory(User, fields=["phone", "email"])({"phone": "", "email": "", field: value}, instance=other)
    assert list(form.errors) == [field]
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=other.pk).update(**{field: value})


@pytest.mark.django_db
def test_a_refused_form_leaves_everybody_readable() -> None:
    person = UserFactory(email="an@example.com", phone="0912345678")
    form = modelform_factory(User, fields=["phone", "email"])({"phone": "12", "email": "none"}, instance=person)
    assert set(form.errors) == {"phone", "email"}
    fresh = User.objects.get(pk=person.pk)
    assert (fresh.email, fresh.phone) == ("an@example.com", "+84912345678")


@pytest.mark.django_db
def test_short_names_do_not_differ_by_capitals() -> None:
    person = UserFactory(username="An.NV")
    assert person.username == "an.nv"
    form = modelform_factory(User, fields=["username"])({"username": "AN.nv"})
    assert "username" in form.errors
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(username="An.NV")


@pytest.mark.django_db
@pytest.mark.parametrize("lookup", ["icontains", "exact", "startswith", "in", "regex"])
def test_no_search_looks_into_what_is_encrypted(lookup: str) -> None:
    UserFactory(email="an@example.com")
    value: object = ["an@example.com"] if lookup == "in" else "a"
    assert not User.objects.filter(**{f"email__{lookup}": value}).exists()
