"""The import itself: everything or nothing, once, recorded, and by who has checked the file."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.spreadsheets.checking.check import check_file
from cms.spreadsheets.due_jobs import drop_stale_files
from cms.spreadsheets.importing import import_file
from cms.spreadsheets.models import ImportFile
from cms.spreadsheets.uploads import take_in
from cms.units.models import Contributor, Membership, Succession, Unit
from cms.units.roles import ADMINISTRATOR
from tests.factories.units import UserFactory, join_group, leave_groups
from tests.spreadsheets.files import xlsx
from tests.spreadsheets.importing import imported
from tests.spreadsheets.large import large_register

SMALL = large_register(8, 24)


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Unit, Succession, User, Membership, Contributor))


def test_units_people_roles_and_contributors_come_in_together(administrator: User) -> None:
    before = counts()
    imported(xlsx(**SMALL), by=administrator)
    assert [after - earlier for after, earlier in zip(counts(), before, strict=True)] == [8, 8, 24, 24, 8]
    assert Unit.objects.get(code="DV-0001").page.live
    assert Contributor.objects.get(full_name="Nguyễn Văn An 0").pen_names.count() == 2


def test_a_second_import_of_the_same_file_changes_nothing_and_says_so(administrator: User) -> None:
    imported(xlsx(**SMALL), by=administrator)
    before = counts()
    entries = ModelLogEntry.objects.exclude(action__startswith="spreadsheets.").count()
    file = imported(xlsx(**SMALL), by=administrator)
    assert counts() == before
    assert file.outcome == {
        "new": {"units": 0, "people": 0, "roles": 0, "contributors": 0},
        "unchanged": {"units": 8, "people": 24, "roles": 24, "contributors": 8},
    }
    assert ModelLogEntry.objects.exclude(action__startswith="spreadsheets.").count() == entries


def test_progress_ends_with_everything(administrator: User) -> None:
    file = take_in("so.xlsx", xlsx(**SMALL), by=administrator)
    steps = list(import_file(file, digest=file.digest, by=administrator))
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == steps[-1].total == 64


def test_who_stops_listening_stops_the_import_and_nothing_is_kept(administrator: User) -> None:
    before = counts()
    file = take_in("so.xlsx", xlsx(**SMALL), by=administrator)
    progress = import_file(file, digest=file.digest, by=administrator)
    while next(progress).done == 0:
        pass
    progress.close()
    assert counts() == before
    assert ImportFile.objects.get().is_waiting


def test_an_error_on_the_way_leaves_nothing(administrator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counts()
    file = take_in("so.xlsx", xlsx(**SMALL), by=administrator)
    monkeypatch.setattr("cms.spreadsheets.entering.grant_roles", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        list(import_file(file, digest=file.digest, by=administrator))
    assert counts() == before


def test_another_file_than_the_one_checked_is_not_imported(administrator: User) -> None:
    file = take_in("so.xlsx", xlsx(**SMALL), by=administrator)
    with pytest.raises(ValidationError):
        list(import_file(file, digest="0" * 64, by=administrator))
    changed = ImportFile.objects.get()
    changed.content = xlsx(units=SMALL["units"])
    changed.save()
    with pytest.raises(ValidationError):
        list(import_file(changed, digest=file.digest, by=administrator))
    assert not Unit.objects.filter(code="DV-0001").exists()


def test_only_who_checked_the_file_and_is_an_administrator_still_imports_it(administrator: User) -> None:
    file = take_in("so.xlsx", xlsx(**SMALL), by=administrator)
    other = UserFactory()
    join_group(other, ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        list(import_file(file, digest=file.digest, by=other))
    leave_groups(administrator)
    with pytest.raises(PermissionDenied):
        list(import_file(file, digest=file.digest, by=User.objects.get(pk=administrator.pk)))
    assert not Unit.objects.filter(code="DV-0001").exists()


def test_what_changed_in_the_register_since_the_check_is_found(administrator: User) -> None:
    file = take_in("so.xlsx", xlsx(people=[["", "Nông Văn An", "0912345678", ""]]), by=administrator)
    UserFactory(username="khac", last_name="Hoàng", first_name="Khác", phone="0912345678")
    with pytest.raises(ValidationError):
        list(import_file(file, digest=file.digest, by=administrator))
    assert [problem.row for problem in ImportFile.objects.get().report.problems] == [2]


def test_a_file_is_imported_once(administrator: User) -> None:
    file = imported(xlsx(**SMALL), by=administrator)
    with pytest.raises(ValidationError):
        list(import_file(file, digest=file.digest, by=administrator))


def test_a_file_with_problems_is_not_imported(administrator: User) -> None:
    file = take_in("so.xlsx", xlsx(units=[["A", "", "", "", "", "", "", ""]]), by=administrator)
    with pytest.raises(ValidationError):
        list(import_file(file, digest=file.digest, by=administrator))


def test_a_file_is_encrypted_while_it_waits_and_gone_afterwards(administrator: User) -> None:
    content = b"\xef\xbb\xbf" + "Họ và tên,Điện thoại\nNông Văn An,0912345678x\n".encode()
    take_in("nguoi.csv", content, by=administrator)
    with connection.cursor() as cursor:
        cursor.execute("SELECT packed, findings FROM spreadsheets_importfile")
        stored = "".join(cursor.fetchone())
    assert "0912345678" not in stored
    assert ImportFile.objects.get().content == content
    file = imported(xlsx(**SMALL), by=administrator)
    assert (file.packed, file.findings) == (None, None)
    assert ImportFile.objects.filter(packed__isnull=False).count() == 0


def test_a_file_that_nobody_imports_is_dropped_after_a_day(administrator: User) -> None:
    take_in("so.xlsx", xlsx(**SMALL), by=administrator)
    assert drop_stale_files(timezone.now()) == 0
    assert drop_stale_files(timezone.now() + dt.timedelta(hours=25)) == 1
    assert drop_stale_files(timezone.now() + dt.timedelta(hours=25)) == 0
    assert not ImportFile.objects.get().packed


def test_imports_are_recorded_without_what_is_in_them(administrator: User) -> None:
    imported(xlsx(**SMALL), by=administrator)
    entry = ModelLogEntry.objects.get(action="spreadsheets.import")
    assert entry.user == administrator
    assert entry.data["people"] == 24
    assert "0912" not in str(entry.data)
    assert ModelLogEntry.objects.filter(action="units.grant_role", user=administrator).count() == 24
    created = ModelLogEntry.objects.filter(action="wagtail.create", user=administrator)
    assert created.filter(content_type__model="user").count() == 24


def test_a_check_and_a_refused_import_write_nothing_but_that_a_file_was_checked(administrator: User) -> None:
    before = counts()
    take_in("so.xlsx", xlsx(units=[["A", "", "", "", "", "", "", ""]]), by=administrator)
    assert counts() == before
    assert set(ModelLogEntry.objects.filter(user=administrator).values_list("action", flat=True)) == {
        "spreadsheets.check"
    }


def test_the_command_checks_and_imports(administrator: User, tmp_path) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(xlsx(**SMALL))
    out = StringIO()
    call_command("import_register", path, "--by", "quan.tri", "--dry-run", stdout=out)
    assert not Unit.objects.filter(code="DV-0001").exists()
    call_command("import_register", path, "--by", "quan.tri", stdout=out)
    assert Unit.objects.filter(code="DV-0001").exists()
    assert "64/64" in out.getvalue()


@pytest.mark.parametrize("by", ["khong.ai", "nguoi.thuong"])
def test_the_command_refuses_who_is_no_administrator(administrator: User, tmp_path, by: str) -> None:
    UserFactory(username="nguoi.thuong")
    path = tmp_path / "so.xlsx"
    path.write_bytes(xlsx(**SMALL))
    with pytest.raises(CommandError):
        call_command("import_register", path, "--by", by, stdout=StringIO())
    assert not Unit.objects.filter(code="DV-0001").exists()


def test_the_command_lists_problems(administrator: User, tmp_path) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(xlsx(units=[["A", "", "", "", "", "", "", ""]]))
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("import_register", path, "--by", "quan.tri", stdout=StringIO(), stderr=errors)
    assert errors.getvalue().count("\n") == 3
    with pytest.raises(CommandError):
        call_command("import_register", tmp_path / "khong-co.xlsx", "--by", "quan.tri", stdout=StringIO())


def test_an_imported_register_passes_its_own_check(administrator: User) -> None:
    imported(xlsx(**SMALL), by=administrator)
    checked = check_file("so.xlsx", xlsx(**SMALL), by=administrator)
    assert checked.plan.is_empty
    assert checked.is_good


def test_who_lost_the_role_since_the_request_began_imports_nothing(administrator: User) -> None:
    file = take_in("so.xlsx", xlsx(units=SMALL["units"]), by=administrator)
    known_as_administrator = User.objects.get(pk=administrator.pk)
    assert ADMINISTRATOR in known_as_administrator.group_names
    leave_groups(administrator)
    with pytest.raises(PermissionDenied):
        list(import_file(file, digest=file.digest, by=known_as_administrator))
    assert not Unit.objects.filter(code="DV-0001").exists()
