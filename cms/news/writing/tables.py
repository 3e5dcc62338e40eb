"""Tables: as rows of cells read from HTML, and as the value of a table block."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

MAX_ROWS, MAX_COLUMNS = 300, 30


@dataclass
class Cell:
    """A cell as it was read: its lines of plain text, and how far it reaches."""

    is_header: bool = False
    across: int = 1
    down: int = 1
    lines: list[str] = field(default_factory=lambda: [""])

    @property
    def text(self) -> str:
        lines = (" ".join(line.split()) for line in self.lines)
        return "\n".join(line for line in lines if line)


Rows = list[list[Cell]]
Place = tuple[int, int]


@dataclass
class Grid:
    """Cells by their place (row, column), those included that a cell covers which reaches further."""

    texts: dict[Place, str] = field(default_factory=dict)
    headers: set[Place] = field(default_factory=set)
    merged: dict[Place, dict[str, int]] = field(default_factory=dict)

    @property
    def size(self) -> Place:
        """The number of rows and of columns."""
        rows, columns = zip(*self.texts, strict=True)
        return max(rows) + 1, max(columns) + 1

    def data(self) -> list[list[str]]:
        height, width = self.size
        return [[self.texts.get((row, column), "") for column in range(width)] for row in range(height)]

    def headed_by(self) -> tuple[bool, bool]:
        """Whether the first row, and whether the first column, are headers."""
        height, width = self.size
        first_row = all((0, column) in self.headers for column in range(width))
        first_column = all((row, 0) in self.headers for row in range(height))
        return first_row, first_column and not (first_row and height == 1)


def value_of(rows: Rows, caption: str = "") -> dict[str, Any] | None:
    """The value of a table block (``wagtail.contrib.table_block``); None for a table in which nothing is written."""
    grid = _laid_out(rows)
    if not any(grid.texts.values()):
        return None
    first_row, first_column = grid.headed_by()
    return {
        "data": grid.data(),
        "cell": [{"row": row, "col": column, "hidden": True} for row, column in sorted(_covered_by(grid.merged))],
        "mergeCells": list(grid.merged.values()),
        "first_row_is_table_header": first_row,
        "first_col_is_header": first_column,
        "table_header_choice": _CHOICES[first_row, first_column],
        "table_caption": caption,
    }


_CHOICES = {(False, False): "neither", (True, False): "row", (False, True): "column", (True, True): "both"}


def html_of(value: dict[str, Any] | None) -> str:
    """A table block's value as HTML of the form; empty if there is nothing in it."""
    data = (value or {}).get("data") or []
    if not any(text for row in data for text in row):
        return ""
    spans = {(span["row"], span["col"]): span for span in value.get("mergeCells") or []} if value else {}
    hidden = _covered_by(spans)
    rows = []
    for number, row in enumerate(data):
        cells = []
        for column, text in enumerate(row):
            if (number, column) not in hidden:
                is_header = _is_header(value or {}, number, column)
                cells.append(_cell_html(text or "", is_header, spans.get((number, column), {})))
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _cell_html(text: str, is_header: bool, span: dict[str, int]) -> str:
    tag = "th" if is_header else "td"
    reach = "".join(f' {name}="{span[name]}"' for name in ("colspan", "rowspan") if int(span.get(name, 1)) > 1)
    lines = "<br/>".join(escape(" ".join(line.split()), quote=False) for line in text.splitlines() if line.strip())
    return f"<{tag}{reach}>{lines}</{tag}>"


def _is_header(value: dict[str, Any], row: int, column: int) -> bool:
    choice = value.get("table_header_choice") or ""
    in_first_row = bool(value.get("first_row_is_table_header")) or choice in {"row", "both"}
    in_first_column = bool(value.get("first_col_is_header")) or choice in {"col", "column", "both"}
    return (in_first_row and row == 0) or (in_first_column and column == 0)


def _covered_by(spans: dict[Place, dict[str, int]]) -> set[Place]:
    """The places that a cell which reaches further covers."""
    return {
        (row + down, column + across)
        for (row, column), span in spans.items()
        for down in range(int(span.get("rowspan", 1)))
        for across in range(int(span.get("colspan", 1)))
    } - set(spans)


def _laid_out(rows: Rows) -> Grid:
    grid = Grid()
    height = min(len(rows), MAX_ROWS)
    for number, row in enumerate(rows[:height]):
        column = 0
        for cell in row:
            while (number, column) in grid.texts:
                column += 1
            if column < MAX_COLUMNS:
                _place(grid, cell, (number, column), height)
    return grid


def _place(grid: Grid, cell: Cell, place: Place, height: int) -> None:
    """Put a cell at a place, as far as the places beside it are free and the table reaches."""
    row, column = place
    wanted = min(cell.across, MAX_COLUMNS - column)
    across = next((x for x in range(1, wanted) if (row, column + x) in grid.texts), wanted)
    down = min(cell.down, height - row)
    covered = [(row + y, column + x) for y in range(down) for x in range(across)]
    grid.texts |= dict.fromkeys(covered, "") | {place: cell.text}
    if cell.is_header:
        grid.headers |= set(covered)
    if len(covered) > 1:
        grid.merged[place] = {"row": row, "col": column, "rowspan": down, "colspan": across}
