"""What a person reads of an HTML page, and which messages of a catalogue stand in it untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import polib
from django.conf import settings

ATTRIBUTES = {"aria-label", "title", "placeholder", "alt"}
UNSEEN = {"script", "style", "template", "code"}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")


class VisibleText(HTMLParser):
    """Collects the texts of a page, and of its attributes that are read aloud or shown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self.labels: set[str] = set()
        self._unseen = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        self.labels |= {" ".join(value.split()) for name, value in attrs if name in ATTRIBUTES and value}

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.texts.add(" ".join(data.split()))


@cache
def foreign_messages(catalogue: Path) -> re.Pattern[str]:
    """What matches a text that is a source message of a catalogue, where the Vietnamese is another."""
    entries = polib.pofile(str(catalogue))
    pairs = [(entry.msgid, entry.msgstr or entry.msgstr_plural[0]) for entry in entries]
    pairs += [(entry.msgid_plural, entry.msgstr_plural[0]) for entry in entries if entry.msgid_plural]
    wordings = {source.strip() for source, target in pairs if source.casefold() != target.casefold()}
    # A message that is a placeholder with punctuation would match anything.
    spoken = sorted(wording for wording in wordings if re.search(r"[a-z]{2}", PLACEHOLDER.sub("", wording)))
    return re.compile("|".join(_matching(wording) for wording in spoken), re.IGNORECASE)


def _matching(wording: str) -> str:
    return ".+".join(re.escape(re.sub(r"\s+", " ", part)) for part in PLACEHOLDER.split(wording.strip()))


def untranslated(texts: Iterable[str], folder: str = "") -> set[str]:
    """The texts that are source messages of the project's catalogue, or of the one in a folder of ``locale``."""
    foreign = foreign_messages(Path(settings.BASE_DIR) / "locale" / folder / "vi" / "LC_MESSAGES" / "django.po")
    return {text for text in texts if foreign.fullmatch(text.rstrip(" :*"))}
