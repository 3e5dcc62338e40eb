"""The outcome of a check, whatever is imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from cms.spreadsheets.problems import Report


class AnyPlan(Protocol):
    """What an import would do."""

    unchanged: dict[str, int]

    def new(self) -> dict[str, int]:
        """How many rows are new, by the key of the table."""


PlanT = TypeVar("PlanT", bound=AnyPlan, covariant=True)


@dataclass(frozen=True)
class Checked(Generic[PlanT]):
    """The outcome of a check; the plan means something only if the report has no problems."""

    report: Report
    plan: PlanT

    @property
    def is_good(self) -> bool:
        return not self.report.problems
