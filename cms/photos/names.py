"""Names of uploaded files: untrusted text that is shown to people and decides nothing but the format."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

LONGEST_NAME = 255


def display_name(raw: str) -> str:
    """The name of an uploaded file, fit to be shown: NFC, no folders, nothing invisible, at most 255 characters.

    The extension survives the cut.
    """
    last_part = unicodedata.normalize("NFC", raw).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(character for character in last_part if unicodedata.category(character)[0] != "C").strip()
    if len(visible) <= LONGEST_NAME:
        return visible
    suffix = PurePosixPath(visible).suffix[:10]
    return visible[: LONGEST_NAME - len(suffix)] + suffix


def extension_of(name: str) -> str:
    """The extension of a file name in lower case, without its dot; empty if there is none."""
    return PurePosixPath(display_name(name)).suffix.lower().removeprefix(".")


def title_from(name: str) -> str:
    """A title for a photo, from the name of its file."""
    shown = display_name(name)
    return PurePosixPath(shown).stem or shown
