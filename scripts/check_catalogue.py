"""Fail unless the Vietnamese catalogues are complete, sound, compiled, and the project's up to date with the source.

Of the supplement to Wagtail's catalogue only what it contains is checked: much of Wagtail nobody here ever sees.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from compile_catalogue import CATALOGUE, ROOT, catalogues, compiled
from extract_messages import extracted

# %(name)s, %s, %d …, and {name}; a doubled %% or {{ is no placeholder.
PLACEHOLDER = re.compile(r"%%|\{\{|\}\}|(%(?:\(\w+\))?[#0\-+]?\d*(?:\.\d+)?[diouxXeEfFgGcrsa]|\{\w*\})")
REQUIRE_SOURCES = "--require-xgettext"


def placeholders(text: str) -> set[str]:
    """The placeholders in a message."""
    return {found for found in PLACEHOLDER.findall(text) if found}


def faults_of(entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with one message of the catalogue."""
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not translations or not all(translations):
        yield "is not translated"
    if entry.fuzzy:
        yield "is marked fuzzy"
    wanted = placeholders(entry.msgid_plural or entry.msgid)
    for translation in filter(None, translations):
        if placeholders(translation) != wanted:
            yield f"has other placeholders than the source: {translation!r}"


def source_faults(catalogue: polib.POFile) -> Iterator[str]:
    """Messages that the source marks and the catalogue lacks."""
    with tempfile.TemporaryDirectory() as folder:
        marked = extracted(ROOT, Path(folder))
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}
    for entry in marked:
        if (entry.msgctxt, entry.msgid) not in known:
            yield f"{entry.msgid!r} stands in the source only: run `make messages`"


def faults_in(path: Path) -> Iterator[str]:
    """What is wrong with one catalogue in itself."""
    if not path.exists():
        yield f"{path.relative_to(ROOT)} is missing"
        return
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        if not entry.obsolete:
            yield from (f"{entry.msgid!r} {fault}" for fault in faults_of(entry))
    machine = path.with_suffix(".mo")
    if not machine.exists() or machine.read_bytes() != compiled(catalogue):
        yield f"{machine.relative_to(ROOT)} is not what the catalogue compiles to: run `make messages`"


def faults(*, sources: bool) -> Iterator[str]:
    """Everything that is wrong, one line each."""
    for path in catalogues():
        yield from faults_in(path)
    if sources and CATALOGUE.exists():
        yield from source_faults(polib.pofile(str(CATALOGUE)))


def main(arguments: list[str]) -> int:
    """Print every fault; 1 if there is one."""
    xgettext = shutil.which("xgettext") is not None
    if not xgettext and REQUIRE_SOURCES in arguments:
        print("xgettext is missing: install gettext.")
        return 1
    if not xgettext:
        print("xgettext is missing: not compared with the source.")
    found = list(faults(sources=xgettext))
    print("\n".join(found) or "The catalogues are complete.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
