"""Tables of points to start from: samples, marked as such, for the office to confirm or replace.

They follow the letter of Bắc Kạn (2019), section 2, in what they ask: a number in each period, a number in the year,
news right after the event of departments. How many points each is worth no letter says.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from cms.evaluation.models import PointsTable
from cms.evaluation.terms import (
    Band,
    EachWithLimit,
    GenreTerms,
    NumberTerms,
    OwingNothing,
    ShareTerms,
    Terms,
    TimelinessTerms,
)
from cms.units.models import UnitKind

SINCE = dt.date(2019, 11, 1)
SOURCE = "Mẫu kèm theo phần mềm: cần xác nhận, thay bằng văn bản của cơ quan"


def _bands(*pairs: tuple[str, str]) -> tuple[Band, ...]:
    return tuple(Band(Decimal(bound), Decimal(points)) for bound, points in pairs)


_WITH_QUOTA = Terms(
    maximum=Decimal(10),
    periods=ShareTerms(Decimal(5)),
    total=ShareTerms(Decimal(3)),
    timeliness=TimelinessTerms(_bands(("2", "2"), ("5", "1"), ("10", "0.5")), unmeasured=Decimal(1)),
    genres=GenreTerms((("guong-nguoi-tot", Decimal("0.5")), ("phong-su", Decimal("0.5"))), limit=Decimal(1)),
    above=EachWithLimit(Decimal("0.1"), limit=Decimal(1)),
    returns=EachWithLimit(Decimal("0.1"), limit=Decimal(1)),
)
_WITHOUT_QUOTA = Terms(
    maximum=Decimal(10),
    timeliness=TimelinessTerms(_bands(("1", "5"), ("3", "4"), ("7", "2")), unmeasured=Decimal(2)),
    number=NumberTerms(_bands(("1", "1"), ("6", "3"), ("12", "5"))),
    returns=EachWithLimit(Decimal("0.1"), limit=Decimal(1)),
    owing_nothing=OwingNothing.OTHER_PARTS,
)
SAMPLES = {
    UnitKind.DEPARTMENT: _WITHOUT_QUOTA,
    UnitKind.INTERMEDIATE: _WITH_QUOTA,
    UnitKind.GRASSROOTS: _WITH_QUOTA,
}


def set_up_evaluation() -> None:
    """Give each kind of the letter a sample table if it never had one. Safe to run again."""
    having = set(PointsTable.objects.values_list("kind__code", flat=True))
    for kind in UnitKind.objects.filter(code__in=SAMPLES.keys() - having):
        PointsTable.objects.create(
            kind=kind,
            valid_from=SINCE,
            source=SOURCE,
            is_sample=True,
            plain_terms=SAMPLES[kind.code].as_json(),
        )
