"""The real site starts with its secrets only, and keeps people's data out of its logs."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cms.settings.logs import DiscreetFormatter

ROOT = Path(__file__).resolve().parent.parent.parent
READ_SETTINGS = ["-c", "from django.conf import settings; print(settings.SECURE_HSTS_SECONDS)"]
ENVIRONMENT = {
    "SECRET_KEY": "a-long-secret-of-this-test-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "FIELD_ENCRYPTION_KEYS": "new-key,old-key",
    "LOOKUP_KEY": "a-key-of-this-test-only",
    "ALLOWED_HOSTS": "congdoan.example.org",
    "BASE_URL": "https://congdoan.example.org",
}


def run_python(arguments: list[str], tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python under the production settings with these variables, and none of this process's own."""
    variables = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "VAR_DIR": str(tmp_path),
        **environment,
    }
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)


def test_the_site_starts_when_every_secret_is_set(tmp_path: Path) -> None:
    result = run_python(READ_SETTINGS, tmp_path, **ENVIRONMENT)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 0


@pytest.mark.parametrize("name", sorted(ENVIRONMENT))
@pytest.mark.parametrize("value", [None, "", "  "])
def test_an_unset_secret_stops_the_start_and_is_named(name: str, value: str | None, tmp_path: Path) -> None:
    environment = {**ENVIRONMENT, name: value} if value is not None else {**ENVIRONMENT}
    if value is None:
        del environment[name]
    result = run_python(READ_SETTINGS, tmp_path, **environment)
    assert result.returncode != 0
    assert f"Set the environment variable {name}" in result.stderr


def test_djangos_deployment_checks_find_nothing(tmp_path: Path) -> None:
    check = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = run_python(check, tmp_path, **ENVIRONMENT)
    assert result.returncode == 0, result.stderr


def test_a_log_line_names_an_errors_class_and_place_but_not_its_message() -> None:
    record = record_of_an_error()
    line = DiscreetFormatter(str(ROOT)).format(record)
    assert "ERROR cms.test: Due job remind failed" in line
    assert "KeyError at tests/settings/test_production.py:" in line
    assert "ValueError at tests/settings/test_production.py:" in line
    assert "lan@example.org" not in line


def record_of_an_error() -> logging.LogRecord:
    """The record of an error that quotes an address, raised from one that does too."""
    try:
        try:
            raise KeyError("lan@example.org")
        except KeyError as error:
            raise ValueError("no lan@example.org") from error
    except ValueError:
        return logging.LogRecord(
            "cms.test", logging.ERROR, __file__, 1, "Due job %s failed", ("remind",), sys.exc_info()
        )
