"""The register in the admin: administrators keep people and roles by acts, nobody else meets them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.accounts.models import User
from cms.units.days import today
from cms.units.models import Absence, Contributor, Membership, Role, Substitution, Unit, UnitKind
from cms.units.people import merge_contributors
from cms.units.roles import ADMINISTRATOR, BOARD, is_board
from tests.factories.news import Desk
from tests.factories.units import ContributorFactory, UserFactory, join_group, make_approver, make_unit, make_writer
from tests.signing_in import signed_in

TODAY = f"{today():%d/%m/%Y}"


@pytest.fixture
def administrator(portal: None) -> User:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    return user


@pytest.fixture
def admin(administrator: User) -> Client:
    return signed_in(administrator)


def person_screen(person: User) -> str:
    return reverse("wagtailusers_users:edit", args=[person.pk])


def test_an_administrator_adds_a_person_who_has_no_password_and_no_role(admin: Client) -> None:
    fields = {"last_name": "Nông Thị", "first_name": "Lành", "phone": "0912 345 678", "email": ""}
    response = admin.post(reverse("wagtailusers_users:add"), fields)
    person = User.objects.by_identifier("+84912345678")
    assert person is not None
    assert response.headers["Location"] == person_screen(person)
    assert person.username == "lanh.nt"
    assert not person.has_usable_password()
    assert not person.groups.exists()


def test_two_people_of_one_name_get_short_names_of_their_own(admin: Client) -> None:
    for number in range(3):
        fields = {"last_name": "Nông Thị", "first_name": "Lành", "phone": f"091234567{number}"}
        assert admin.post(reverse("wagtailusers_users:add"), fields).status_code == 302
    assert set(User.objects.filter(first_name="Lành").values_list("username", flat=True)) == {
        "lanh.nt",
        "lanh.nt2",
        "lanh.nt3",
    }


@pytest.mark.parametrize(
    "wrong",
    [{"phone": "123"}, {"email": "không phải"}, {"first_name": ""}, {"username": "có dấu"}, {"username": "0912345678"}],
)
def test_bad_input_is_a_message_and_nothing_is_kept(admin: Client, wrong: dict[str, str]) -> None:
    before = User.objects.count()
    fields = {"last_name": "Nông Thị", "first_name": "Lành", "phone": "0912345678"} | wrong
    assert admin.post(reverse("wagtailusers_users:add"), fields).status_code == 200
    assert User.objects.count() == before


def test_a_number_that_somebody_has_is_refused_with_a_message(admin: Client) -> None:
    UserFactory(phone="0912345678")
    fields = {"last_name": "Nông Thị", "first_name": "Lành", "phone": "+84 912 345 678"}
    response = admin.post(reverse("wagtailusers_users:add"), fields)
    assert response.status_code == 200
    assert response.context["form"].errors["phone"]


def test_the_form_gives_no_role_no_password_and_shows_no_number(admin: Client) -> None:
    person = UserFactory(phone="0912345678")
    before = person.password
    fields = {
        "last_name": "Nông",
        "first_name": "Lan",
        "username": person.username,
        "password1": "mat-khau-moi-123",
        "password2": "mat-khau-moi-123",
        "is_superuser": "on",
        "is_staff": "on",
        "is_active": "",
        "groups": [str(group.pk) for group in Group.objects.all()],
        "user_permissions": ["1"],
    }
    assert admin.post(person_screen(person), fields).status_code == 302
    person = User.objects.get(pk=person.pk)
    assert (person.first_name, person.password, person.phone) == ("Lan", before, "+84912345678")
    assert person.is_active
    assert not person.is_superuser
    assert not person.groups.exists()
    assert not person.user_permissions.exists()
    shown = admin.get(person_screen(person)).content.decode()
    assert "912345" not in shown
    assert "•••" in shown


def test_a_number_is_replaced_and_removed(admin: Client) -> None:
    person = UserFactory(phone="0912345678")
    fields = {"last_name": "Nông", "first_name": "Lan", "username": person.username}
    admin.post(person_screen(person), fields | {"phone": "0987654321"})
    assert User.objects.get(pk=person.pk).phone == "+84987654321"
    assert admin.post(person_screen(person), fields | {"phone": "1", "remove_phone": "on"}).status_code == 200
    admin.post(person_screen(person), fields | {"remove_phone": "on"})
    assert not User.objects.get(pk=person.pk).phone


def test_a_role_is_granted_and_ended_on_screen(admin: Client, administrator: User) -> None:
    unit, person = make_unit(), UserFactory()
    fields = {"unit": unit.pk, "role": "approver", "position": "Chủ tịch", "valid_from": TODAY, "valid_to": ""}
    response = admin.post(reverse("units:grant_role", args=[person.pk]), fields)
    assert response.status_code == 302
    role = Membership.objects.get(user=person)
    assert (role.unit, role.granted_by) == (unit, administrator)
    assert "Chủ tịch" in admin.get(person_screen(person)).content.decode()
    assert admin.post(reverse("units:end_role", args=[role.pk]), {"on": TODAY}).status_code == 302
    assert not Membership.objects.current().exists()
    assert "Chủ tịch" in admin.get(person_screen(person)).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"unit": "0"}, {"role": "board"}, {"position": ""}, {"valid_from": "31/02/2025"}, {"valid_to": TODAY}]
)
def test_a_grant_that_makes_no_sense_is_shown_again_with_a_message(admin: Client, wrong: dict[str, str]) -> None:
    unit, person = make_unit(), UserFactory()
    fields = {"unit": unit.pk, "role": "approver", "position": "Chủ tịch", "valid_from": TODAY} | wrong
    response = admin.post(reverse("units:grant_role", args=[person.pk]), fields)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Membership.objects.exists()


def test_a_role_of_the_province_is_given_and_taken_on_screen(admin: Client) -> None:
    person = UserFactory()
    assert admin.post(reverse("units:grant_provincial_role", args=[person.pk]), {"role": BOARD}).status_code == 302
    assert is_board(User.objects.get(pk=person.pk))
    assert admin.post(reverse("units:revoke_provincial_role", args=[person.pk]), {"role": BOARD}).status_code == 302
    assert not is_board(User.objects.get(pk=person.pk))
    wrong = admin.post(reverse("units:grant_provincial_role", args=[person.pk]), {"role": "Tự chế"})
    assert wrong.status_code == 200


def test_an_administrator_does_no_act_on_themselves(admin: Client, administrator: User) -> None:
    unit = make_unit()
    attempts = {
        "grant_role": {"unit": unit.pk, "role": "writer", "valid_from": TODAY},
        "grant_provincial_role": {"role": BOARD},
        "revoke_provincial_role": {"role": ADMINISTRATOR},
        "leave_work": {},
        "readmit": {},
    }
    for name, fields in attempts.items():
        assert admin.post(reverse(f"units:{name}", args=[administrator.pk]), fields).status_code == 403, name
    person = User.objects.get(pk=administrator.pk)
    assert person.is_active
    assert set(person.groups.values_list("name", flat=True)) == {ADMINISTRATOR}
    assert not person.memberships.exists()


def test_a_person_leaves_and_comes_back_on_screen(admin: Client) -> None:
    writer = make_writer(make_unit())
    assert admin.post(reverse("units:leave_work", args=[writer.pk])).status_code == 302
    assert not User.objects.get(pk=writer.pk).is_active
    assert admin.get(person_screen(writer)).status_code == 200
    assert admin.post(reverse("units:readmit", args=[writer.pk])).status_code == 302
    assert User.objects.get(pk=writer.pk).is_active


ACTS_ON_PEOPLE = [
    "grant_role",
    "grant_provincial_role",
    "revoke_provincial_role",
    "leave_work",
    "readmit",
    "person_leave",
]


def test_nobody_but_administrators_reaches_the_acts(desk: Desk) -> None:
    other = UserFactory()
    role = desk.writer.memberships.get()
    addresses = [reverse(f"units:{name}", args=[other.pk]) for name in ACTS_ON_PEOPLE]
    addresses += [reverse("units:end_role", args=[role.pk]), reverse("units:substitutes")]
    addresses += [reverse("units:name_substitutes"), reverse("wagtailusers_users:add"), person_screen(other)]
    fields = {
        "unit": desk.unit.pk,
        "role": BOARD,
        "valid_from": TODAY,
        "on": TODAY,
        "first_name": "X",
        "last_name": "Y",
    }
    for person in (desk.writer, desk.approver, desk.board):
        own = signed_in(person)
        for address in addresses:
            assert own.get(address).status_code in {302, 403, 404}, address
            assert own.post(address, fields).status_code in {302, 403, 404}, address
    assert not other.groups.exists()
    assert not other.memberships.exists()
    assert User.objects.get(pk=other.pk).first_name == other.first_name
    assert Membership.objects.get(pk=role.pk).valid_to is None
    for address in addresses:
        assert Client().post(address, fields).status_code in {302, 403}


def test_no_screen_of_wagtails_own_gives_a_role(admin: Client, administrator: User) -> None:
    person, unit, group = UserFactory(), make_unit(), Group.objects.get(name=BOARD)
    superuser = signed_in(User.objects.create_superuser(username="goc", password="x"))
    bulk = "/admin/bulk/accounts/user/{}/?next=/admin/users/&id={}"
    posts = [
        (bulk.format("assign_role", person.pk), {"role": group.pk}),
        (bulk.format("assign_role", administrator.pk), {"role": group.pk}),
        (bulk.format("set_active_state", person.pk), {"mark_as_active": "False"}),
        (bulk.format("delete", person.pk), {}),
        (reverse("wagtailsnippets_units_membership:add"), {"user": person.pk, "unit": unit.pk, "role": "writer"}),
    ]
    for address, fields in posts:
        for who in (admin, superuser):
            assert who.post(address, fields).status_code in {302, 403, 404}, address
    assert User.objects.get(pk=person.pk).is_active
    assert not group.user_set.exists()
    assert not Membership.objects.exists()


def test_a_role_in_a_unit_is_changed_and_deleted_by_no_form(admin: Client) -> None:
    role = make_writer(make_unit()).memberships.get()
    superuser = signed_in(User.objects.create_superuser(username="goc", password="x"))
    for who in (admin, superuser):
        for name in ("edit", "delete"):
            address = reverse(f"wagtailsnippets_units_membership:{name}", args=[role.pk])
            assert who.post(address, {"role": "approver"}).status_code in {302, 403}
        address = f"/admin/bulk/units/membership/delete/?next=/admin/&id={role.pk}"
        assert who.post(address).status_code in {302, 403, 404}
    assert Membership.objects.get() == role
    assert Membership.objects.get().role == Role.WRITER


def test_what_a_group_may_do_is_not_the_administrators_to_change(admin: Client) -> None:
    group = Group.objects.get(name=BOARD)
    addresses = [reverse("wagtailusers_groups:index"), reverse("wagtailusers_groups:add")]
    addresses.append(reverse("wagtailusers_groups:edit", args=[group.pk]))
    before = set(group.permissions.values_list("pk", flat=True))
    for address in addresses:
        assert admin.get(address).status_code in {302, 403, 404}
        assert admin.post(address, {"name": "Nhóm"}).status_code in {302, 403, 404}
    assert set(group.permissions.values_list("pk", flat=True)) == before
    assert Group.objects.filter(name=BOARD).exists()


def test_a_superuser_is_edited_and_dismissed_by_superusers_only(admin: Client) -> None:
    root = User.objects.create_superuser(username="goc", password="x")
    fields = {"last_name": "A", "first_name": "B", "username": "goc", "email": "ke@example.com"}
    assert admin.post(person_screen(root), fields).status_code in {302, 403}
    assert admin.post(reverse("units:leave_work", args=[root.pk])).status_code == 403
    root = User.objects.get(pk=root.pk)
    assert root.is_active
    assert not root.email


def test_one_enters_ones_own_leave_and_hands_over(desk: Desk) -> None:
    second = make_approver(desk.unit, position="Phó Chủ tịch")
    own = signed_in(desk.approver)
    address = reverse("units:my_leave")
    assert str(second) in own.get(address).content.decode()
    response = own.post(address, {"valid_from": TODAY, "last_day": TODAY, f"unit_{desk.unit.pk}": second.pk})
    assert response.status_code == 302
    absence = Absence.objects.get()
    assert (absence.user, absence.last_day, absence.stand_ins.get().user) == (desk.approver, today(), second)
    assert own.post(reverse("units:end_leave", args=[absence.pk])).status_code == 302
    assert not Absence.objects.on().exists()


@pytest.mark.parametrize(
    "wrong", [{}, {"last_day": ""}, {"last_day": "01/01/2020"}, {"valid_from": "hôm nay"}, {"last_day": "31/12/9999"}]
)
def test_a_leave_that_cannot_be_is_shown_again_with_a_message(desk: Desk, wrong: dict[str, str]) -> None:
    fields = {"valid_from": TODAY, "last_day": TODAY} | wrong
    response = signed_in(desk.approver).post(reverse("units:my_leave"), fields)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Absence.objects.exists()


def test_people_of_units_name_nobody_whom_they_are_not_offered(desk: Desk) -> None:
    stranger = make_approver(make_unit("Đơn vị khác"))
    make_approver(desk.unit)
    for fields in ({f"unit_{desk.unit.pk}": stranger.pk}, {f"other_{desk.unit.pk}": stranger.username}):
        signed_in(desk.approver).post(reverse("units:my_leave"), {"valid_from": TODAY, "last_day": TODAY} | fields)
    assert not stranger.stands_in.exists()


def test_nobody_ends_the_leave_of_another(desk: Desk) -> None:
    second = make_approver(desk.unit)
    signed_in(desk.approver).post(reverse("units:my_leave"), {"valid_from": TODAY, "last_day": TODAY})
    absence = Absence.objects.get()
    for person in (desk.writer, second, desk.board):
        assert signed_in(person).post(reverse("units:end_leave", args=[absence.pk])).status_code == 404
    assert Absence.objects.on().exists()


def test_an_administrator_enters_a_leave_and_names_anybody_by_short_name(admin: Client, desk: Desk) -> None:
    anyone = UserFactory(username="ai.do")
    fields = {"valid_from": TODAY, "last_day": TODAY, f"other_{desk.unit.pk}": "ai.do"}
    address = reverse("units:person_leave", args=[desk.approver.pk])
    assert admin.post(address, fields | {f"other_{desk.unit.pk}": "khong.co"}).status_code == 200
    assert admin.post(address, fields).status_code == 302
    assert anyone.stands_in.exists()


def decided(named: list[Unit], **fields: object) -> dict[str, object]:
    decision = {"decision_number": "12/QĐ-LĐLĐ", "decision_date": "05/01/2026", "valid_from": TODAY}
    return decision | {"lines": "\n".join(unit.name_on(today()) for unit in named)} | fields


def test_a_decision_about_many_units_is_entered_by_lines_and_by_ticks(admin: Client) -> None:
    department = make_unit("Ban Tuyên giáo", kind="department")
    units = [make_unit(f"Công đoàn cơ sở số {number}") for number in range(3)]
    Unit.objects.filter(pk=units[0].pk).update(code="CS-01")
    fields = decided([], lines="cs-01\n\n  cong doan co so  SỐ 1 ", substitute=department.pk, units=[units[2].pk])
    assert admin.post(reverse("units:name_substitutes"), fields).status_code == 302
    assert {row.unit for row in Substitution.objects.all()} == set(units)
    shown = admin.get(reverse("units:substitutes"))
    assert "12/QĐ-LĐLĐ" in shown.content.decode()
    rows = list(Substitution.objects.values_list("pk", flat=True))
    assert admin.post(reverse("units:substitutes"), {"rows": rows, "on": TODAY}).status_code == 302
    assert not Substitution.objects.on().exists()


def test_every_problem_of_a_decision_is_told_with_its_line(admin: Client) -> None:
    department = make_unit("Ban Tuyên giáo", kind="department")
    fine = make_unit("Công đoàn cơ sở tốt")
    for _twin in range(2):
        make_unit("Công đoàn cơ sở trùng")
    lines = ["Công đoàn cơ sở tốt", "Không có đơn vị này", "Công đoàn cơ sở trùng"]
    fields = decided([], lines="\n".join(lines), substitute=department.pk)
    errors = admin.post(reverse("units:name_substitutes"), fields).context["form"].errors["lines"]
    assert [error.split(":")[0].split()[-1] for error in errors] == ["2", "3"]
    fields = decided([fine, fine, department], substitute=department.pk)
    errors = admin.post(reverse("units:name_substitutes"), fields).context["form"].errors["lines"]
    assert [error.split(":")[0].split()[-1] for error in errors] == ["2", "3"]
    assert not Substitution.objects.exists()


def test_contributors_are_merged_after_choosing_and_confirming(admin: Client) -> None:
    lan, typed = ContributorFactory(full_name="Nông Thị Lan"), ContributorFactory(full_name="Nong Thi Lan")
    assert "Nong Thi Lan" in admin.get(reverse("units:duplicates")).content.decode()
    address = f"{reverse('units:merge_contributors')}?ai={lan.pk}&ai={typed.pk}"
    assert admin.post(address, {"keep": lan.pk}).status_code == 200
    assert Contributor.objects.offered().count() == 2
    assert admin.post(address, {"keep": lan.pk, "sure": "on"}).status_code == 302
    assert list(Contributor.objects.offered()) == [lan]
    assert admin.get(reverse("wagtailsnippets_units_contributor:edit", args=[typed.pk])).status_code == 404
    assert "Nong Thi Lan" not in admin.get(reverse("wagtailsnippets_units_contributor:list")).content.decode()


@pytest.mark.parametrize("query", ["", "?ai=x", "?ai=99999999999999999999", "?ai=1&ai=2"])
def test_a_mistaken_address_merges_nothing_and_is_no_error(admin: Client, query: str) -> None:
    response = admin.post(reverse("units:merge_contributors") + query, {"keep": "1", "sure": "on"})
    assert response.status_code == 200


def test_a_merged_entry_is_offered_in_no_chooser(desk: Desk, admin: Client, administrator: User) -> None:
    keep, other = ContributorFactory(full_name="Nông Thị Lan"), ContributorFactory(full_name="Nông Thị Làn")
    merge_contributors(keep, [other], by=administrator)
    shown = admin.get(reverse("wagtailsnippetchoosers_units_contributor:choose"), {"q": "Nông"}).content.decode()
    assert "Làn" not in shown


def test_people_of_units_do_not_meet_the_lists_of_contributors(desk: Desk) -> None:
    contributor = ContributorFactory()
    for person in (desk.writer, desk.approver):
        own = signed_in(person)
        for name, args in (("duplicates", []), ("merge_contributors", []), ("move_contributor", [contributor.pk])):
            assert own.get(reverse(f"units:{name}", args=args)).status_code == 404


def test_the_list_of_people_is_found_with_and_without_diacritics(admin: Client) -> None:
    UserFactory(last_name="Đặng Thị", first_name="Hường")
    UserFactory(last_name="Trần", first_name="Bình")
    for typed in ("Hường", "dang huong", "huong"):
        shown = admin.get(reverse("wagtailusers_users:index"), {"q": typed}).content.decode()
        assert "Đặng Thị Hường" in shown
        assert "Trần Bình" not in shown


def test_the_list_of_people_is_read_as_of_a_day_and_by_unit_and_role(admin: Client) -> None:
    unit = make_unit("Công đoàn cơ sở Hoa Mai")
    now, before = make_writer(unit), make_writer(unit, valid_to=today())
    member = UserFactory(board=True)
    address = reverse("wagtailusers_users:index")
    shown = admin.get(address, {"unit": unit.pk}).content.decode()
    assert str(now) in shown
    assert person_screen(before) not in shown
    earlier = admin.get(address, {"unit": unit.pk, "ngay": "01/01/2024"}).content.decode()
    assert person_screen(before) in earlier
    assert person_screen(member) in admin.get(address, {"role": BOARD}).content.decode()
    assert person_screen(now) not in admin.get(address, {"role": BOARD}).content.decode()
    assert admin.get(address, {"unit": "x", "role": "y", "ngay": "z"}).status_code == 200


@pytest.mark.parametrize("name", ["wagtailusers_users:index", "wagtailsnippets_units_membership:list"])
def test_lists_cost_the_same_for_few_people_and_for_many(admin: Client, name: str) -> None:
    unit = make_unit()

    def cost() -> int:
        admin.get(reverse(name))
        with CaptureQueriesContext(connection) as captured:
            assert admin.get(reverse(name)).status_code == 200
        return len(captured)

    make_writer(unit)
    few = cost()
    for number in range(5):
        make_approver(make_unit(f"Đơn vị {number}"))
    assert cost() == few


@pytest.mark.parametrize("name", ["unit", "membership", "contributor"])
def test_people_of_units_do_not_meet_the_register(desk: Desk, name: str) -> None:
    for person in (desk.writer, desk.approver):
        assert signed_in(person).get(reverse(f"wagtailsnippets_units_{name}:list")).status_code == 404


def test_a_contact_number_is_encrypted_at_rest(portal: None) -> None:
    contributor = ContributorFactory(phone="0983 123 456")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM units_contributor WHERE id = %s", [contributor.pk])
        assert "123" not in cursor.fetchone()[0]
    assert Contributor.objects.get().phone == "0983 123 456"


def test_the_code_of_a_kind_stays_for_rules_go_by_it(portal: None) -> None:
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    kind = UnitKind.objects.get(code=UnitKind.BOARD)
    address = reverse("wagtailsnippets_units_unitkind:edit", args=[kind.pk])
    facts = {"name": "Ban Biên tập tỉnh", "approving_role": kind.approving_role, "order": 0}
    signed_in(administrator).post(address, facts | {"code": "khac"})
    kind.refresh_from_db()
    assert (kind.code, kind.name) == (UnitKind.BOARD, "Ban Biên tập")
    signed_in(administrator).post(address, facts | {"code": kind.code})
    kind.refresh_from_db()
    assert kind.name == "Ban Biên tập tỉnh"
