"""Compile the Vietnamese catalogues, without gettext's own tools."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
# What Wagtail's own Vietnamese catalogue lacks or says badly; it need not hold every message of Wagtail.
SUPPLEMENT = ROOT / "locale" / "wagtail" / "vi" / "LC_MESSAGES"


def catalogues() -> list[Path]:
    """The project's own catalogue, and those that supplement Wagtail's."""
    return [CATALOGUE, *sorted(SUPPLEMENT.glob("*.po"))]


def compiled(catalogue: polib.POFile) -> bytes:
    """The compiled form of a catalogue: the same bytes for the same messages."""
    return bytes(catalogue.to_binary())


def compile_all() -> None:
    """Write the compiled form beside each catalogue."""
    for path in catalogues():
        machine = path.with_suffix(".mo")
        machine.write_bytes(compiled(polib.pofile(str(path))))
        print(f"Compiled {machine.relative_to(ROOT)}.")


if __name__ == "__main__":
    compile_all()
