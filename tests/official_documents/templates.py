"""Word files that offices upload as their template, and some that nobody should."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from cms.official_documents.office_templates.samples import shipped_template
from tests.official_documents.letters import HEAD

RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed(change: Callable[[Document], Any], start: bytes | None = None) -> bytes:
    """A file that somebody has changed in Word: the template of the software unless it starts with another."""
    document = docx.Document(BytesIO(start or shipped_template(HEAD)))
    change(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def plain_word_file() -> bytes:
    """A file that knows nothing of our styles: Word's own, with its own margins and text."""
    file = BytesIO()
    document = docx.Document()
    document.add_paragraph("Chữ cũ của mẫu")
    document.save(file)
    return file.getvalue()


def with_header(text: str) -> bytes:
    def change(document: Document) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = False
        for element in list(section.header._element):
            section.header._element.remove(element)
        section.header.add_paragraph(text)

    return changed(change, plain_word_file())


def with_wide_margins_and_larger_titles() -> bytes:
    def change(document: Document) -> None:
        document.sections[0].left_margin = Mm(50)
        document.styles["VB Tên loại"].font.size = Pt(22)

    return changed(change)


def repacked(change: Mapping[str, bytes | None], start: bytes | None = None) -> bytes:
    """A file with other parts: None takes one out."""
    parts: dict[str, bytes | None] = {}
    with zipfile.ZipFile(BytesIO(start or shipped_template(HEAD))) as package:
        parts |= {name: package.read(name) for name in package.namelist()}
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in (parts | dict(change)).items():
            if part is not None:
                package.writestr(name, part)
    return file.getvalue()


def part_of(file: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(file)) as package:
        return package.read(name)


def with_content_type(kind: str) -> bytes:
    types = part_of(shipped_template(HEAD), "[Content_Types].xml")
    more = f'<Override PartName="/word/x.bin" ContentType="{kind}"/></Types>'.encode()
    return repacked({"[Content_Types].xml": types.replace(b"</Types>", more)})


def with_relationship(kind: str, target: str, mode: str = "External") -> bytes:
    name = "word/_rels/document.xml.rels"
    relationships = part_of(shipped_template(HEAD), name)
    more = (
        f'<Relationship Id="rId99" Type="{RELATIONSHIP}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    return repacked({name: relationships.replace(b"</Relationships>", more.encode())})


def with_field(*pieces: str) -> bytes:
    """A file with a field in its header, whose instruction stands in so many pieces."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    texts = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    field = parse_xml(f"<w:p {nsdecls('w')}>{begin}{texts}{end}</w:p>")
    return changed(lambda document: document.sections[0].header._element.append(field))
