"""The quotas that every portal starts with: the letter's own."""

from __future__ import annotations

import datetime as dt

from cms.quotas.models import QuotaRule
from cms.quotas.periods import PeriodKind
from cms.units.models import UnitKind

LETTER = (
    "Công văn số …/LĐLĐ-CTCS, tháng 11/2019, của Liên đoàn Lao động tỉnh Bắc Kạn, "
    "về việc tuyên truyền trên facebook và Trang thông tin điện tử LĐLĐ tỉnh, mục 2"
)
SINCE = dt.date(2019, 11, 1)

# kind, period, items in each, items in the year
NUMBERS = [
    (UnitKind.INTERMEDIATE, PeriodKind.MONTH, 1, 12),
    (UnitKind.GRASSROOTS, PeriodKind.HALF_YEAR, 1, 2),
]


def set_up_quotas() -> None:
    """Enter the letter's rules where there are none at all; kinds that the office took away are left out."""
    if QuotaRule.objects.exists():
        return
    for code, period, per_period, per_year in NUMBERS:
        for kind in UnitKind.objects.filter(code=code):
            QuotaRule.objects.create(
                kind=kind, period=period, per_period=per_period, per_year=per_year, letter=LETTER, valid_from=SINCE
            )
