"""Find the messages that the source marks, and bring them into the catalogue."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from compile_catalogue import CATALOGUE, ROOT

SOURCES = ("cms", "search", "templates")
EXTRACTION = Path(__file__).resolve().parent / "message_extraction.py"


def extracted(root: Path, workplace: Path) -> polib.POFile:
    """The marked messages of the project, extracted in a copy of its sources.

    Raises CalledProcessError if gettext's tools refuse a source.
    """
    for name in SOURCES:
        shutil.copytree(root / name, workplace / name, ignore=shutil.ignore_patterns("__pycache__"))
    (workplace / "locale").mkdir()
    command = [sys.executable, str(EXTRACTION), "--locale", "vi", "--add-location", "file", "--no-wrap"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=workplace, env=environment, check=True, stdout=subprocess.DEVNULL)
    return polib.pofile(str(workplace / "locale" / "vi" / "LC_MESSAGES" / "django.po"))


def new_catalogue() -> polib.POFile:
    """An empty catalogue; Vietnamese has one form for every number."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Language": "vi",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return catalogue


def main() -> None:
    """Update the catalogue from the source."""
    with tempfile.TemporaryDirectory() as folder:
        marked = extracted(ROOT, Path(folder))
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0) if CATALOGUE.exists() else new_catalogue()
    catalogue.merge(marked)
    for entry in catalogue:
        if entry.msgid_plural:
            # The extraction offers two forms; Vietnamese has one.
            entry.msgstr_plural = {0: entry.msgstr_plural.get(0, "")}
    for entry in catalogue.obsolete_entries():
        catalogue.remove(entry)
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(CATALOGUE))
    missing = len(catalogue.untranslated_entries())
    print(f"{len(catalogue)} messages, {missing} without a translation.")


if __name__ == "__main__":
    main()
