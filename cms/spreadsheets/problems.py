"""What is wrong with a file, by sheet, row and column, in words that say what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class Problem:
    """One thing to mend (or, as a note, to look at): in which sheet, row (as the program numbers it) and column."""

    sheet: str
    row: int
    column: str
    message: str


@dataclass
class Report:
    """Problems, which stop the import, and notes, which do not."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @classmethod
    def of_refusal(cls, refusal: ValidationError) -> Self:
        """The report of a file that cannot be read at all."""
        report = cls()
        for message in refusal.messages:
            report.add("", 0, "", message)
        return report

    def add(self, sheet: str, row: int, column: str, message: Any) -> None:
        self.problems.append(Problem(sheet, row, column, str(message)))

    def note(self, sheet: str, row: int, column: str, message: Any) -> None:
        self.notes.append(Problem(sheet, row, column, str(message)))

    def in_order(self, sheets: Iterable[str]) -> Report:
        """The same, sorted by the order of ``sheets``, then by row."""
        order = {title: number for number, title in enumerate(sheets)}

        def place(problem: Problem) -> tuple[int, int]:
            return order.get(problem.sheet, len(order)), problem.row

        return Report(sorted(self.problems, key=place), sorted(self.notes, key=place))
