"""Where the demonstration is not built."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.accounts.models import User
from cms.demo.fates import FEWEST

pytestmark = pytest.mark.django_db


def test_a_real_site_refuses_the_demonstration_and_names_the_way_round() -> None:
    with pytest.raises(CommandError, match="--force"):
        call_command("build_demo", stdout=StringIO())
    assert not User.objects.exists()


def test_too_few_items_are_refused_before_anything_is_built() -> None:
    with pytest.raises(CommandError, match=str(FEWEST)):
        call_command("build_demo", items=FEWEST - 1, force=True, stdout=StringIO())
    assert not User.objects.exists()


def test_without_a_demonstration_there_are_no_logins_to_print() -> None:
    with pytest.raises(CommandError):
        call_command("demo_logins", stdout=StringIO())


def test_without_a_demonstration_there_is_no_code_to_print() -> None:
    with pytest.raises(CommandError):
        call_command("demo_code", force=True, stdout=StringIO())
