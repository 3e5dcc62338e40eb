"""A drawing of Matplotlib's as SVG that stands in a page as part of it.

The page's own type and colours, a title and a description for those who do not see it, no script, no style sheet, and
no name that another plot of the page has too.
"""

from __future__ import annotations

import io
import threading
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

# Text stays text, is never read as a formula, and the same figures give the same drawing.
mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "plots", "text.parse_math": False, "font.size": 12})

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
# What the drawings are coloured with, and what it becomes in the page: its own ink, its accent, its ground.
INK, BAR, GROUND = "#010101", "#020202", "#fdfdfd"
_IN_PAGE = {INK: "currentColor", BAR: "var(--plot-bar, #8f1d1d)", GROUND: "var(--plot-ground, #ffffff)"}
# Of a style only what SVG knows as an attribute; families of type are the page's.
_LEFT_OUT = {"font-family", "font-style", "font-stretch", "font-variant", "font"}
_PIXELS_AN_INCH = 72
# Matplotlib keeps measurements of type in tables that all figures share.
_one_at_a_time = threading.Lock()

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)


def new_figure(width: int, height: int) -> Figure:
    """An empty figure of so many pixels, without a ground of its own."""
    figure = Figure(figsize=(width / _PIXELS_AN_INCH, height / _PIXELS_AN_INCH), dpi=_PIXELS_AN_INCH)
    figure.patch.set_alpha(0)
    FigureCanvasSVG(figure)
    return figure


def svg_of(figure: Figure, *, key: str, title: str, description: str) -> str:
    """The figure as an ``<svg>`` element; ``key`` (letters, digits, hyphens) tells it from others of the page."""
    drawn = io.StringIO()
    with _one_at_a_time:
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    # It was drawn here a moment ago: nothing foreign is read.
    root = ElementTree.fromstring(drawn.getvalue())  # noqa: S314
    _clean(root, key)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("role", "img")
    root.set("class", "plot")
    root.set("aria-labelledby", f"{key}-title {key}-desc")
    root.insert(0, _text("desc", f"{key}-desc", description))
    root.insert(0, _text("title", f"{key}-title", title))
    return ElementTree.tostring(root, encoding="unicode")


def _text(tag: str, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": name})
    element.text = text
    return element


def _clean(element: ElementTree.Element, key: str) -> None:
    for child in list(element):
        if child.tag in {f"{{{SVG}}}metadata", f"{{{SVG}}}style"}:
            element.remove(child)
        else:
            _clean(child, key)
    _style_as_attributes(element)
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, f"{key}-{value}")
        elif name == f"{{{XLINK}}}href":
            element.set(name, value.replace("#", f"#{key}-", 1))
        elif "url(#" in value:
            element.set(name, value.replace("url(#", f"url(#{key}-"))
        elif value in _IN_PAGE:
            element.set(name, _IN_PAGE[value])


def _style_as_attributes(element: ElementTree.Element) -> None:
    for rule in element.attrib.pop("style", "").split(";"):
        name, _colon, value = rule.partition(":")
        name, value = name.strip(), value.strip()
        if name == "font":
            # "12px 'DejaVu Sans', …": the size is ours, the family the page's.
            element.set("font-size", value.split()[0])
        elif name and name not in _LEFT_OUT:
            element.set(name, value)
    if element.tag == f"{{{SVG}}}text" and "fill" not in element.attrib:
        element.set("fill", "currentColor")
