"""The document that a letter is written into: the template without its text, or a blank file."""

from __future__ import annotations

import copy
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from cms.official_documents.word.blank import blank_file

if TYPE_CHECKING:
    from docx.document import Document

# What a letter takes over from a template, besides the headers and footers of its first section.
_KEPT = {RT.STYLES, RT.SETTINGS, RT.FONT_TABLE, RT.THEME, RT.NUMBERING}
_HEADERS = {RT.HEADER, RT.FOOTER}
_OF_THE_FILE = {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES}


def opened(template: bytes | None) -> Document:
    """An empty document with one section: the template's first, with its styles, headers and footers.

    Text, comments, notes, pictures of the text and whatever else a template holds are left behind.
    """
    document: Document = docx.Document(BytesIO(template or blank_file()))
    _keep_first_section(document)
    _replace_settings(document)
    _leave_behind(document)
    return document


def _keep_first_section(document: Document) -> None:
    body: Any = document.element.body
    first = copy.deepcopy(document.sections[0]._sectPr)
    for element in list(body):
        body.remove(element)
    kind = first.find(qn("w:type"))
    if kind is not None:
        first.remove(kind)
    body.append(first)


def _replace_settings(document: Document) -> None:
    """A template's settings may lock the file, track changes or fetch things; of them headers of even pages matter."""
    settings: Any = document.settings.element
    even = settings.find(qn("w:evenAndOddHeaders"))
    ours: Any = docx.Document(BytesIO(blank_file())).settings.element
    for element in list(settings):
        settings.remove(element)
    for element in list(ours):
        settings.append(element)
    if even is not None:
        settings.find(qn("w:defaultTabStop")).addnext(even)
    document.part._settings_part.rels.clear()


def _leave_behind(document: Document) -> None:
    main, package = document.part, document.part.package
    named = {element.get(qn("r:id")) for element in document.sections[0]._sectPr}
    for key, relation in list(main.rels.items()):
        if relation.reltype not in _KEPT and not (relation.reltype in _HEADERS and key in named):
            del main.rels[key]
    for key, relation in list(package.rels.items()):
        if relation.reltype not in _OF_THE_FILE:
            del package.rels[key]
