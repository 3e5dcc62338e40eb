"""What is frozen beside the units' sheets, and the digest over all of it: the same facts, the same digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from cms.evaluation.models import Evaluation, UnitResult
from cms.evaluation.sheets.gathering import tables_of
from cms.news.models import Genre
from cms.official_documents.models import DocumentSettings

# The shape of what is frozen; another shape gets another number, so that old years stay readable.
SHAPE = 1


def facts_of(evaluation: Evaluation, day: dt.date) -> dict[str, Any]:
    """What holds for all units of the evaluation as of a local day: year, kinds, tables of points with their papers.

    The names of genres and of the office are those of now: a closed year's letter keeps them, whatever they become.
    """
    kinds = [row.kind for row in evaluation.kinds.select_related("kind")]
    tables = tables_of(evaluation.year, kinds)
    head = DocumentSettings.current().letterhead()
    return {
        "shape": SHAPE,
        "first": evaluation.first.isoformat(),
        "label": evaluation.year.label,
        "day": day.isoformat(),
        "kinds": [
            {
                "code": kind.code,
                "name": kind.name,
                "source": tables[kind.pk].source if kind.pk in tables else "",
                "is_sample": kind.pk in tables and tables[kind.pk].is_sample,
                "terms": tables[kind.pk].plain_terms if kind.pk in tables else None,
            }
            for kind in kinds
        ],
        "genre_names": dict(Genre.objects.values_list("code", "name")),
        "office": {"superior_body": head.superior_body, "issuing_body": head.issuing_body, "place": head.place},
    }


def digest_of(facts: dict[str, Any], results: Iterable[UnitResult]) -> str:
    """SHA-256 of the facts and of every unit's sheet and items, in canonical JSON."""
    rows = [[row.unit_id, row.sheet, row.items] for row in sorted(results, key=lambda row: row.unit_id)]
    canonical = json.dumps([facts, rows], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def is_intact(evaluation: Evaluation) -> bool:
    """Whether what is frozen still is what its digest was taken of."""
    facts = evaluation.facts
    return facts is not None and evaluation.digest == digest_of(facts, evaluation.results.all())
