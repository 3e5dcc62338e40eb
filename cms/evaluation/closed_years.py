"""What the screens of quotas tell of closed years."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.evaluation.models import Evaluation, UnitResult
from cms.evaluation.points.numbers import full
from cms.quotas.frozen import FrozenResult, frozen_source


@frozen_source
def closed_results(units: Collection[int]) -> Iterator[tuple[int, FrozenResult]]:
    """The results of the units in closed years that no later closed version replaces; one query."""
    results = (
        UnitResult.objects.filter(unit__in=units, evaluation__in=Evaluation.objects.in_force())
        .select_related("evaluation")
        .defer("sheet", "items", "evaluation__facts")
    )
    for result in results:
        year = result.evaluation.year
        yield (
            result.unit_id,
            FrozenResult(
                first=year.first,
                end=year.end,
                label=year.label,
                sentence=closing_sentence(result.evaluation),
                url=reverse("evaluation_results:result", args=[result.pk]),
                points="" if result.points is None else full(result.points),
            ),
        )


def closing_sentence(evaluation: Evaluation) -> str:
    """By which paper a closed year was closed: "Đã chốt theo số 12/TB-LĐLĐ ngày 15/01/2027"."""
    paper = {"number": evaluation.number, "symbol": evaluation.symbol, "day": f"{evaluation.signed_on:%d/%m/%Y}"}
    return _("Closed by No. %(number)s/%(symbol)s of %(day)s") % paper
