"""What other parts add to a unit's standing (what it was sent, for example), without this screen knowing of them."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from cms.quotas.years import Year
    from cms.units.models import Unit

# Gets the unit, the year and the local day that the screen tells of, and the request; gives the template's context,
# or None if the section has nothing to say.
SectionContext = Callable[["Unit", "Year", "dt.date", "HttpRequest"], "dict[str, Any] | None"]


@dataclass(frozen=True, order=True)
class StandingSection:
    """A section of a unit's standing, below its figures: where it stands, its template, and what fills it."""

    order: int
    template: str
    context: SectionContext = field(compare=False)


SECTIONS: list[StandingSection] = []


def standing_section(template: str, *, order: int = 100) -> Callable[[SectionContext], SectionContext]:
    """Register the decorated function as what fills a section of a unit's standing."""

    def register(context: SectionContext) -> SectionContext:
        insort(SECTIONS, StandingSection(order, template, context))
        return context

    return register


def sections_of(unit: Unit, year: Year, day: dt.date, request: HttpRequest) -> list[SafeString]:
    """The sections that have something to say of a unit, in order, as HTML."""
    filled = [(section, section.context(unit, year, day, request)) for section in SECTIONS]
    return [render_to_string(section.template, context, request) for section, context in filled if context is not None]
