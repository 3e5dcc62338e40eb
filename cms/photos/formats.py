"""The formats in which photos come in."""

from typing import NamedTuple


class Format(NamedTuple):
    """What a file of some extension must hold (Pillow's names), and how it is announced to browsers."""

    held: frozenset[str]
    content_type: str


_JPEG = Format(frozenset({"JPEG", "MPO"}), "image/jpeg")
_HEIF = Format(frozenset({"HEIF"}), "image/heic")

# Cameras name a multi-picture JPEG (CIPA DC-007) .jpg as often as .mpo.
BY_EXTENSION = {
    "jpg": _JPEG,
    "jpeg": _JPEG,
    # What Windows names a JPEG that is saved from a browser.
    "jfif": _JPEG,
    "mpo": Format(frozenset({"MPO"}), "image/jpeg"),
    "png": Format(frozenset({"PNG"}), "image/png"),
    "webp": Format(frozenset({"WEBP"}), "image/webp"),
    "heic": _HEIF,
    "heif": _HEIF,
}
# Pillow opens MPO as a JPEG that turns out to be more.
OPENED_AS = sorted(frozenset().union(*(entry.held for entry in BY_EXTENSION.values())) - {"MPO"})

# Phones convert HEIC to JPEG unless a page says that it takes HEIC: the original is what we want.
ACCEPTED_BY_BROWSERS = "image/*, image/heic, image/heif, .heic, .heif, .mpo, .jfif"
