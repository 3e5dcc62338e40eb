"""What an import of publications would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.units.imported_publications import OldPublication


@dataclass
class PublicationPlan:
    """The publications that a file would add, in its order, and how many the record has already."""

    publications: list[OldPublication] = field(default_factory=list)
    unchanged: dict[str, int] = field(default_factory=dict)

    def new(self) -> dict[str, int]:
        """How many are new, by the key of the table."""
        return {"publications": len(self.publications)}
