"""Files as people send them: workbooks and delimited text, with the template's headings unless told otherwise."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook, load_workbook

from cms.spreadsheets.tables import TABLES, Table, table_named

Rows = list[list[Any]]


def headings(table: Table) -> list[str]:
    return [column.heading for column in table.columns]


def book(**sheets: Rows) -> Workbook:
    """A workbook with headings and rows, by the key of each table; the first row is in row 2."""
    result = Workbook()
    result.remove(result.active)
    for key, rows in sheets.items():
        table = table_named(key)
        sheet = result.create_sheet(table.title)
        sheet.append(headings(table))
        for row in rows:
            sheet.append(row)
    return result


def saved(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def xlsx(**sheets: Rows) -> bytes:
    return saved(book(**sheets))


def csv_text(key: str, rows: list[list[str]], delimiter: str = ",") -> str:
    lines = [headings(table_named(key)), *rows]
    return "\r\n".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in line) for line in lines)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def all_keys() -> list[str]:
    return [table.key for table in TABLES]
