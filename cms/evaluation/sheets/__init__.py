"""A unit's sheet: its figures of the year, its points, and every number explained."""

from .reading import sheet_of, sheets_of, whole_of
from .sheet import Item, LineRow, PeriodRow, Sheet

__all__ = ["Item", "LineRow", "PeriodRow", "Sheet", "sheet_of", "sheets_of", "whole_of"]
