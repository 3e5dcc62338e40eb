"""Two processes that run at the same moment remind nobody twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from cms.quotas.models import Reminder, ReminderDigest
from tests.factories.reminders import make_monthly_unit, run
from tests.factories.units import make_writer

PROCESSES = 4
UNITS = 3
MOMENT = "2026-10-26 08:00"


@pytest.mark.django_db(transaction=True)
def test_of_many_processes_one_reminds_and_one_tells_the_board() -> None:
    for number in range(UNITS):
        make_writer(make_monthly_unit(f"LĐLĐ huyện {number}"))
    # SQLite's threads would wait for one writer each: there the processes take turns.
    counts = race() if connection.vendor == "postgresql" else [run(MOMENT) for _ in range(PROCESSES)]
    assert sorted(counts) == [0] * (PROCESSES - 1) + [UNITS]
    assert Reminder.objects.count() == UNITS
    assert ReminderDigest.objects.count() == 1


def race() -> list[int]:
    """Let all processes start at the same moment."""
    start = Barrier(PROCESSES)

    def work(_number: int) -> int:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return run(MOMENT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PROCESSES) as pool:
        return list(pool.map(work, range(PROCESSES)))
