"""Which numbers closed evaluations bear."""

from __future__ import annotations

from cms.evaluation.models import Evaluation
from cms.official_documents.numbers import key_of, number_book


@number_book
def evaluation_with(key: str) -> str | None:
    """The closed evaluation that bears a number."""
    year = int(key.rpartition("/")[2])
    closed = Evaluation.objects.filter(signed_year=year)
    return next((str(found) for found in closed if key_of(found.number, found.symbol, year) == key), None)
