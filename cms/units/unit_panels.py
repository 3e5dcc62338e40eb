"""What upper floors add to a unit's screen, without the register knowing of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from cms.units.models import Unit

# Gets the unit, the local day that the screen tells of, and the request; gives the template's context,
# or None if the panel has nothing to say to this person.
PanelContext = Callable[["Unit", "dt.date", "HttpRequest"], "dict[str, Any] | None"]


@dataclass(frozen=True, order=True)
class UnitPanel:
    """A part of a unit's screen: where it stands, its template, and what fills it."""

    order: int
    name: str
    template: str = field(compare=False)
    context: PanelContext = field(compare=False)


_panels: dict[str, UnitPanel] = {}


def unit_panel(name: str, *, template: str, order: int = 100) -> Callable[[PanelContext], PanelContext]:
    """Register the decorated function as what fills a panel of a unit's screen.

    Raises ``ImproperlyConfigured`` if another panel has the name.
    """

    def register(context: PanelContext) -> PanelContext:
        if _panels.setdefault(name, UnitPanel(order, name, template, context)).context is not context:
            raise ImproperlyConfigured(f"Two panels of a unit's screen are named {name!r}.")
        return context

    return register


def panels_of(unit: Unit, day: dt.date, request: HttpRequest) -> list[SafeString]:
    """The panels that have something to say of a unit on a local day, in order, as HTML."""
    filled = [(panel, panel.context(unit, day, request)) for panel in sorted(_panels.values())]
    return [render_to_string(panel.template, context, request) for panel, context in filled if context is not None]
