"""The fields of a Word file's part: page numbers, links, and those that fetch things."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn


def names_of_fields(root: Any) -> set[str]:
    """The names of a part's fields in capitals. A field's instruction may be divided among runs, and nested."""
    instructions = [element.get(qn("w:instr")) or "" for element in root.iter(qn("w:fldSimple"))]
    open_fields: list[list[str]] = []
    for element in root.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText")):
        if element.tag != qn("w:fldChar"):
            (open_fields[-1] if open_fields else instructions).append(element.text or "")
        elif element.get(qn("w:fldCharType")) == "begin":
            open_fields.append([])
        elif element.get(qn("w:fldCharType")) == "end" and open_fields:
            instructions.append("".join(open_fields.pop()))
    instructions += ["".join(pieces) for pieces in open_fields]
    return {words[0].upper().lstrip("\\") for words in map(str.split, instructions) if words}
