"""A unit with items in a quarter, and the board that announces them."""

from __future__ import annotations

import pytest

from cms.accounts.models import User
from cms.units.models import Publication, Unit, UnitKind
from tests.factories.notices import credit, day_of
from tests.factories.publications import publish
from tests.factories.units import ContributorFactory, UserFactory, make_unit


@pytest.fixture
def board(portal: None) -> User:
    return UserFactory(board=True)


@pytest.fixture
def unit(portal: None) -> Unit:
    return make_unit("Công đoàn cơ sở Trường A")


@pytest.fixture
def other_unit(portal: None) -> Unit:
    return make_unit("Công đoàn ngành Y tế", UnitKind.INTERMEDIATE)


@pytest.fixture
def item(unit: Unit) -> Publication:
    """An item of the quarter, with an author who is in the register with a telephone number."""
    publication = publish(unit, on=day_of(), headline="Tặng quà đoàn viên", sections=["Phong trào"])
    credit(publication, "Hoa Ban", ContributorFactory(full_name="Nông Thị Kín", unit=unit, phone="0912345678"))
    return publication
