"""A member of the board, and a unit that the lists tell of."""

from __future__ import annotations

import pytest

from cms.accounts.models import User
from cms.units.models import Unit
from tests.factories.units import UserFactory, make_unit


@pytest.fixture
def editor(portal: None) -> User:
    return UserFactory(board=True)


@pytest.fixture
def school(portal: None) -> Unit:
    unit = make_unit("Công đoàn cơ sở Trường A")
    unit.code = "CD-A"
    unit.save()
    return unit
