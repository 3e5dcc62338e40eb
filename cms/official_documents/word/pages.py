"""Pages: paper, margins, and the number at the top from the second page on."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_HEADER_FOOTER, WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.shared import Mm

from cms.official_documents.word.markup import elements, paragraph
from cms.official_documents.word.styles import PAGE_NUMBER, StyleIds

if TYPE_CHECKING:
    from docx.section import Section

    from cms.official_documents.letterheads import Margins

_NUMBER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_SIDES = ("top", "right", "bottom", "left")


def lay_out(section: Section, margins: Margins) -> None:
    """Upright A4 with the margins of the office."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.header_distance = section.footer_distance = Mm(10)


def is_laid_out(section: Section) -> bool:
    """Whether a template says how large its pages and margins are."""
    lengths = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    return None not in (*lengths, section.top_margin, section.bottom_margin)


def number_pages(section: Section, ids: StyleIds) -> None:
    """Number the pages from the second on, unless the template of the office numbers them by itself.

    What stands at the top of a template's pages stands on the first page too, where no number does.
    """
    parts = (section.header, section.footer)
    if any(not part.is_linked_to_previous and _numbers(part._element) for part in parts):
        return
    if not section.different_first_page_header_footer:
        _repeat_on_first_page(section)
        section.different_first_page_header_footer = True
    (number,) = elements(paragraph(ids[PAGE_NUMBER], _NUMBER))
    header: Any = section.header._element
    is_empty = not "".join(header.itertext()).strip() and header.find(f".//{qn('w:drawing')}") is None
    for old in list(header) if is_empty else []:
        header.remove(old)
    header.insert(0, number)


def turn(properties: Any) -> None:
    """Lay the pages of a section across, the margins with them; pages that lie across already stay."""
    size, margins = properties.find(qn("w:pgSz")), properties.find(qn("w:pgMar"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    if int(width) > int(height):
        return
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")
    lengths = [margins.get(qn(f"w:{side}")) for side in _SIDES]
    for side, length in zip(_SIDES, [lengths[-1], *lengths[:-1]], strict=True):
        margins.set(qn(f"w:{side}"), length)


def text_width(properties: Any) -> int:
    """The width of a section's text in twips."""
    size, margins = properties.find(qn("w:pgSz")), properties.find(qn("w:pgMar"))
    sides = sum(int(margins.get(qn(f"w:{side}"))) for side in ("left", "right"))
    return int(size.get(qn("w:w"))) - sides


def section_like(properties: Any, *, landscape: bool) -> Any:
    """The properties of a further section with the same headers, whose pages are numbered from 1."""
    further = copy.deepcopy(properties)
    if landscape:
        turn(further)
    for old in further.findall(qn("w:pgNumType")):
        further.remove(old)
    (restart,) = elements('<w:pgNumType w:start="1"/>')
    before = [further.find(qn(f"w:{name}")) for name in ("lnNumType", "pgBorders", "paperSrc", "pgMar")]
    next(element for element in before if element is not None).addnext(restart)
    return further


def _repeat_on_first_page(section: Section) -> None:
    """Give the first page a header and a footer of its own that look like those of the other pages."""
    refer = {RT.HEADER: section._sectPr.add_headerReference, RT.FOOTER: section._sectPr.add_footerReference}
    for kind, shown in ((RT.HEADER, section.header), (RT.FOOTER, section.footer)):
        if not shown.is_linked_to_previous:
            refer[kind](WD_HEADER_FOOTER.FIRST_PAGE, section.part.relate_to(_twin(shown.part, kind), kind))


def _twin(part: Any, kind: str) -> Any:
    name = part.package.next_partname("/word/header%d.xml" if kind == RT.HEADER else "/word/footer%d.xml")
    twin = type(part).load(name, part.content_type, part.blob, part.package)
    for key, relation in part.rels.items():
        target = relation.target_ref if relation.is_external else relation.target_part
        twin.rels.add_relationship(relation.reltype, target, key, relation.is_external)
    return twin


def _numbers(part: Any) -> bool:
    fields = [*part.iter(qn("w:instrText")), *part.iter(qn("w:fldSimple"))]
    return any("PAGE" in (field.text or field.get(qn("w:instr")) or "").upper().split() for field in fields)
