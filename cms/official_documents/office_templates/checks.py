"""What makes a Word file unfit as a template: programs in it, things fetched from elsewhere, text that is no XML."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from docx.oxml import parse_xml

from cms.official_documents.letterheads import Letterhead
from cms.official_documents.office_templates.fields import names_of_fields
from cms.official_documents.office_templates.packages import parts_of
from cms.official_documents.office_templates.samples import sample_letter
from cms.official_documents.word.letter import letter_file

logger = logging.getLogger(__name__)

_CONTENT_TYPES = "[Content_Types].xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Marks, in names of parts, of their kinds and of relationships, of what a program starts or takes in from a file.
_PROGRAMS = ("macro", "vbaproject", "vbadata", "activex", "oleobject", "afchunk", "embeddings/")
# Fields that fetch something, or start something, when the file is opened.
_ACTIVE_FIELDS = {
    "DDE",
    "DDEAUTO",
    "INCLUDE",
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "IMPORT",
    "LINK",
    "DATABASE",
    "MACROBUTTON",
    "RD",
    "EMBED",
}
_WEB = ("http://", "https://", "mailto:")


def check_template(content: bytes) -> None:
    """Raise ``ValidationError`` with the reason, in words, unless ``content`` can be a template of letters.

    Last, a letter is written with it: what stops the writer would stop every letter of the office.
    """
    parts = parts_of(content)
    documents = {name: _parsed(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    _check_kind(documents)
    if any(mark in name.lower() for name in parts for mark in _PROGRAMS):
        raise _with_programs()
    for name, root in documents.items():
        if name.endswith(".rels"):
            _check_relationships(root)
        elif names_of_fields(root) & _ACTIVE_FIELDS:
            raise ValidationError(_("The file has a field that fetches something from elsewhere: take it out."))
    _check_by_writing(content)


def _parsed(part: bytes) -> Any:
    try:
        root = parse_xml(part)
    except (SyntaxError, ValueError) as problem:
        raise _damaged() from problem
    if root.getroottree().docinfo.doctype:
        raise ValidationError(_("The file has a part that no Word writes; it was not opened."))
    return root


def _check_kind(documents: dict[str, Any]) -> None:
    types = {element.get("ContentType", "") for element in documents.get(_CONTENT_TYPES, ())}
    if any(mark in kind.lower() for kind in types for mark in _PROGRAMS):
        raise _with_programs()
    if _DOCUMENT not in types:
        raise ValidationError(_("This is not a Word document: save it as .docx, and upload that file."))


def _check_relationships(root: Any) -> None:
    for relation in root:
        kind = relation.get("Type", "").rpartition("/")[2].lower()
        if any(mark in kind for mark in _PROGRAMS):
            raise _with_programs()
        target = relation.get("Target", "")
        is_link = kind == "hyperlink" and target.lower().startswith(_WEB)
        if relation.get("TargetMode") == "External" and not is_link:
            message = _(
                "The file refers to another file (%(target)s), which would be fetched whenever a letter is opened. "
                "Take the reference out; a template of Word is detached under Developer, Document Template."
            )
            raise ValidationError(message % {"target": target[:100]})


def _check_by_writing(content: bytes) -> None:
    letterhead = Letterhead("A", "B", "C", "TB", template=content)
    try:
        letter_file(sample_letter(), letterhead)
    # Whatever a strange file makes the library raise, it is the file that is unfit.
    except Exception as problem:
        logger.info("A template was refused", exc_info=True)
        raise _damaged() from problem


def _with_programs() -> ValidationError:
    return ValidationError(_("The file has a macro or an embedded program: save it as .docx without them."))


def _damaged() -> ValidationError:
    return ValidationError(_("The file is damaged: open it in Word and save it again."))
