"""The figures: what each unit owes and has published, counted from the publication record alone."""

from .cells import Cell, CellState, Standing
from .counting import counted, counted_in_year
from .standings import standing_of, standings

__all__ = ["Cell", "CellState", "Standing", "counted", "counted_in_year", "standing_of", "standings"]
