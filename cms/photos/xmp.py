"""Texts in an XMP packet (ISO 16684-1), read without trusting it."""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat

# Honest packets have some kilobytes; an editor's history can have hundreds.
LARGEST = 2 * 1024 * 1024
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# The languages of a text, from the one that we want to any.
_WANTED = ("vi", "vi-vn", "x-default")


class _UnwantedError(Exception):
    """The packet declares a document type: that is how XML bombs begin, and no XMP has one."""


def texts_in(packet: bytes) -> dict[str, str]:
    """The texts of a packet by name (namespace, blank, local name); a list is joined with commas, of a text in
    several languages the Vietnamese one is taken. Empty for whatever is not honest XMP.
    """
    if not packet or len(packet) > LARGEST:
        return {}
    reader = _Reader()
    # Some programs fill the place up with zeroes; in UTF-16 they are halves of letters.
    honest = packet if packet.startswith(_UTF16_MARKS) else packet.rstrip(b"\0")
    try:
        reader.parser.Parse(honest, True)
    except (expat.ExpatError, _UnwantedError, ValueError, LookupError):
        return {}
    return reader.texts


class _Reader:
    """Follows the elements down to the properties of a description, and what stands in each."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self._path: list[str] = []
        self._values: list[tuple[str, str]] = []
        self._is_alternative = False
        self._language = ""
        self._letters: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._letters.append

    @staticmethod
    def _refuse(*_declaration: object) -> NoReturn:
        raise _UnwantedError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._letters.clear()
        if name.removeprefix(f"{_RDF} ") == "Description" and not self._property:
            # A simple property may stand as an attribute.
            self.texts |= {key: value for key, value in attributes.items() if " " in key and key not in self.texts}
        self._path.append(name)
        if name == f"{_RDF} Alt":
            self._is_alternative = True
        self._language = attributes.get(_LANGUAGE, "").lower()

    def _end(self, name: str) -> None:
        text = "".join(self._letters).strip()
        self._letters.clear()
        if name == f"{_RDF} li" and text:
            self._values.append((self._language, text))
        elif name == self._property and self._path[-2:-1] == [f"{_RDF} Description"]:
            self._keep(name, text)
        self._path.pop()

    @property
    def _property(self) -> str:
        """The property of a description within which the reader stands; empty outside of any."""
        inside = self._path[::-1]
        for number, name in enumerate(inside):
            if name == f"{_RDF} Description" and number:
                return inside[number - 1]
        return ""

    def _keep(self, name: str, text: str) -> None:
        values = self._values or ([("", text)] if text else [])
        if values:
            self.texts.setdefault(name, _chosen(values) if self._is_alternative else ", ".join(v for _l, v in values))
        self._values, self._is_alternative = [], False


def _chosen(values: list[tuple[str, str]]) -> str:
    by_language = dict(reversed(values))
    return next((by_language[language] for language in _WANTED if language in by_language), values[0][1])
