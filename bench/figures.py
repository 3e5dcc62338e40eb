"""The bare aggregate that figures are compared with: counted items by unit and month of a year, in plain SQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

from cms.quotas.years import Year

MONTHS = {
    "postgresql": "EXTRACT(MONTH FROM publication.local_date)::int",
    "sqlite": "CAST(strftime('%%m', publication.local_date) AS INTEGER)",
}

BARE = """
SELECT part.unit_id, {month} AS month, COUNT(*)
FROM units_publicationunit AS part
JOIN units_publication AS publication ON publication.id = part.publication_id
WHERE part.counts AND part.superseded_by_id IS NULL
  AND publication.origin = 'own' AND publication.channel = 'portal'
  AND publication.withdrawn_at IS NULL AND publication.hidden_at IS NULL
  AND publication.local_date >= %s AND publication.local_date < %s AND publication.local_date <= %s
GROUP BY part.unit_id, month
"""


def bare_aggregate(year: Year, day: dt.date) -> list[tuple[Any, ...]]:
    """Number of counted items by unit and month of a year, of publications up to a local day, fetched."""
    with connection.cursor() as cursor:
        cursor.execute(BARE.format(month=MONTHS[connection.vendor]), [year.first, year.end, day])
        return cursor.fetchall()
