"""The Word file from which letters start: nothing in it but what every Word file must have, in Vietnamese."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

_PARTS = Path(__file__).parent / "blank"


@cache
def blank_file() -> bytes:
    """The parts in the folder ``blank`` as a Word file without text."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for part in sorted(_PARTS.rglob("*.*")):
            package.writestr(part.relative_to(_PARTS).as_posix(), part.read_bytes())
    return file.getvalue()
