"""What people see of a Word file: its pages as pictures and as text, as LibreOffice prints them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from PIL import Image

# Dots to the inch of the pictures, and so to the millimetre.
DPI = 100
PER_MM = DPI / 25.4


def pictures_of(docx: bytes) -> list[Image.Image]:
    """The pages as grey pictures of ``DPI``."""
    return [Image.open(BytesIO(page)).convert("L") for page in _pictures(docx)]


def text_of_pdf(docx: bytes) -> list[str]:
    """The text of each page, laid out as it is printed."""
    text = _run("pdftotext", "-layout", "-", "-", given=pdf_of(docx)).decode()
    return text.split("\f")[:-1]


@dataclass(frozen=True)
class Font:
    """A font of a printed file."""

    name: str
    embedded: str


def fonts_of_pdf(docx: bytes) -> list[Font]:
    """The fonts of the printed file, and whether each is embedded."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "letter.pdf"
        file.write_bytes(pdf_of(docx))
        lines = [line.split() for line in _run("pdffonts", str(file)).decode().splitlines()[2:]]
    # Name, type and encoding stand before it, of which types may have two words; behind it stand four more.
    return [Font(line[0], line[-5]) for line in lines]


@dataclass(frozen=True)
class Line:
    """A line of a printed page: where it stands on the paper, in millimetres from its left upper corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Page:
    """A printed page: width and height in millimetres, and its lines."""

    size: tuple[float, float]
    lines: list[Line]

    def has(self, words: str) -> bool:
        return any(words in line.text for line in self.lines)

    def line(self, words: str) -> Line:
        """The first line with these words; fails if there is none."""
        found = next((line for line in self.lines if words in line.text), None)
        assert found is not None, f"{words} stands nowhere on the page."
        return found

    @property
    def top_line(self) -> Line:
        return min(self.lines, key=lambda line: (round(line.top), line.left))


def pages_of(docx: bytes) -> list[Page]:
    """The printed pages with the places of their lines."""
    root = parse_xml(_run(_program("pdftotext"), "-bbox-layout", "-", "-", given=pdf_of(docx)))
    return [
        Page(
            (_mm(page, "width"), _mm(page, "height")),
            [_line(line) for line in page.iter() if line.tag.endswith("}line")],
        )
        for page in root.iter()
        if str(page.tag).endswith("}page")
    ]


def _line(element: Any) -> Line:
    text = " ".join(word.text or "" for word in element)
    return Line(text, *(_mm(element, side) for side in ("xMin", "yMin", "xMax", "yMax")))


def _mm(element: Any, name: str) -> float:
    return float(element.get(name)) * 25.4 / 72


@lru_cache(maxsize=16)
def pdf_of(docx: bytes) -> bytes:
    """The file as LibreOffice prints it; fails if LibreOffice cannot, or has anything to complain of."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "letter.docx"
        file.write_bytes(docx)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _run(_program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(file))
        printed = file.with_suffix(".pdf")
        assert printed.exists(), "LibreOffice could not open the file."
        return printed.read_bytes()


@lru_cache(maxsize=4)
def _pictures(docx: bytes) -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "letter.pdf"
        file.write_bytes(pdf_of(docx))
        _run(_program("pdftoppm"), "-r", str(DPI), "-png", str(file), f"{folder}/page")
        return [page.read_bytes() for page in sorted(Path(folder).glob("page-*.png"))]


def _program(name: str) -> str:
    """A machine without it fails, for a skipped test proves nothing."""
    if shutil.which(name) is None:
        pytest.fail(f"No {name} on this machine: `make test` installs it as root, or install it by hand.")
    return name


def _run(*command: str, given: bytes | None = None) -> bytes:
    done = subprocess.run(command, input=given, capture_output=True, timeout=300, check=True)
    return done.stdout
