"""The parts of a Word file, taken out without trusting it: no more of them, and no larger, than a template needs."""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 300
_ZIP = b"PK\x03\x04"
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = 0x1


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a file by their names. Raises ``ValidationError`` for what is no .docx, damaged or far too large."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is larger than %(size)d MB.") % {"size": MOST_BYTES // 1024 // 1024})
    if content.startswith(_OLD_OR_LOCKED):
        raise ValidationError(_("This is an old Word file, or one with a password: save it as .docx, without one."))
    if not content.startswith(_ZIP):
        raise ValidationError(_("This is not a Word file: only .docx files can be a template."))
    try:
        return _unpacked(content)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as problem:
        raise ValidationError(_("The file is damaged: open it in Word and save it again.")) from problem


def _unpacked(content: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MOST_UNPACKED
    with zipfile.ZipFile(BytesIO(content)) as package:
        entries = [entry for entry in package.infolist() if not entry.is_dir()]
        if len(entries) > MOST_PARTS:
            raise _too_large()
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED or entry.filename in parts:
                raise zipfile.BadZipFile(entry.filename)
            with package.open(entry) as packed:
                part = packed.read(room + 1)
            room -= len(part)
            if room < 0:
                raise _too_large()
            parts[entry.filename] = part
    return parts


def _too_large() -> ValidationError:
    return ValidationError(_("The file unpacks to far more than a template needs; it was not opened."))
