"""What an import tells on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.spreadsheets.tables import Table


@dataclass(frozen=True)
class Progress:
    """How many of all new rows are entered, and which table is being entered now."""

    table: Table
    done: int
    total: int
