"""A federation with the letter's rules, and sentences in the words of the source."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from cms.quotas.periods import PeriodKind
from cms.units.models import UnitKind
from tests.factories.quotas import forget_rules, make_rule
from tests.units.acting import Office

LETTER = "Công văn số 512/LĐLĐ"


@pytest.fixture
def rules(portal: None) -> None:
    """The letter's numbers, since long ago."""
    forget_rules()
    make_rule(UnitKind.INTERMEDIATE, PeriodKind.MONTH, 1, per_year=12, letter=LETTER)
    make_rule(UnitKind.GRASSROOTS, PeriodKind.HALF_YEAR, 1, per_year=2, letter=LETTER)


@pytest.fixture
def office(rules: None) -> Office:
    """An administrator who acts on the register."""
    return Office()


@pytest.fixture
def source_language() -> Iterator[None]:
    """What screens say, in the words of the source."""
    with translation.override("en"):
        yield
