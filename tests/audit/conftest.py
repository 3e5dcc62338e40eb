"""People who read the trail, and those who may not."""

from __future__ import annotations

import pytest

from cms.accounts.models import User
from cms.units.roles import ADMINISTRATOR
from tests.factories.units import UserFactory, join_group


@pytest.fixture
def administrator(portal: None) -> User:
    """An administrator of the province: reads the trail."""
    user = UserFactory(last_name="Hoàng Thị", first_name="Quản")
    join_group(user, ADMINISTRATOR)
    return user
