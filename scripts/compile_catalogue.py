"""Compile the Vietnamese catalogue, without gettext's own tools."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")


def compiled(catalogue: polib.POFile) -> bytes:
    """The compiled form of a catalogue: the same bytes for the same messages."""
    return bytes(catalogue.to_binary())


if __name__ == "__main__":
    COMPILED.write_bytes(compiled(polib.pofile(str(CATALOGUE))))
    print(f"Compiled {COMPILED.relative_to(ROOT)}.")
