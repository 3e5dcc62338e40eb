"""The board before the table of a small federation, by the letter's rules."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from cms.quotas.periods import PeriodKind
from cms.units.models import UnitKind
from tests.factories.publications import publish
from tests.factories.quotas import forget_rules, make_rule
from tests.factories.units import UserFactory, make_unit
from tests.quotas.board.federation import Federation
from tests.signing_in import signed_in
from tests.units.acting import Office


@pytest.fixture
def federation(portal: None) -> Federation:
    """Two parents, each with units below it; in 2025 some of them are behind."""
    forget_rules()
    make_rule(UnitKind.INTERMEDIATE, PeriodKind.MONTH, 1, per_year=12)
    make_rule(UnitKind.GRASSROOTS, PeriodKind.HALF_YEAR, 1, per_year=2)
    office = Office()
    ba_be = make_unit("LĐLĐ huyện Ba Bể", UnitKind.INTERMEDIATE)
    cho_don = make_unit("LĐLĐ huyện Chợ Đồn", UnitKind.INTERMEDIATE)
    below = {name: make_unit(f"CĐCS {name}") for name in ("Ân", "Bình", "Cường", "Đức")}
    office.transfer([below["Ân"], below["Bình"]], ba_be, day=dt.date(2021, 1, 1))
    office.transfer([below["Cường"], below["Đức"]], cho_don, day=dt.date(2021, 1, 1))
    for month in range(1, 13):
        publish(ba_be, on=dt.date(2025, month, 3))
        publish(cho_don, on=dt.date(2025, month, 3))
    for name in ("Ân", "Cường", "Đức"):
        publish(below[name], on=dt.date(2025, 2, 3))
    publish(below["Ân"], on=dt.date(2025, 8, 3))
    publish(below["Đức"], on=dt.date(2025, 9, 3))
    return Federation(office, {"Ba Bể": ba_be, "Chợ Đồn": cho_don} | below)


@pytest.fixture
def board(federation: Federation) -> Client:
    """A member of the board who has signed in."""
    return signed_in(UserFactory(board=True))
