"""An administrator, and the ways in which they check and import."""

from __future__ import annotations

import pytest

from cms.accounts.models import User
from cms.units.roles import ADMINISTRATOR
from tests.factories.units import UserFactory, join_group


@pytest.fixture
def administrator(portal: None) -> User:
    user = UserFactory(username="quan.tri", last_name="Trần Thị", first_name="Quản")
    join_group(user, ADMINISTRATOR)
    return user
