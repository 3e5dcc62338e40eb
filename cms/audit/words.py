"""What the data of entries is called on screen."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models import TextChoices
    from django.utils.functional import _StrPromise

# What the keys are called. A key that stands not here is for programs.
LABELS = {
    "action": _("action"),
    "contributors": _("contributors"),
    "count": _("how many"),
    "day": _("on the day"),
    "decision": _("decision"),
    "decision_number": _("decision"),
    "device": _("device"),
    "devices": _("devices"),
    "entries": _("entries"),
    "expires_at": _("expires"),
    "filters": _("filters"),
    "first": _("from the day"),
    "format": _("file format"),
    "from": _("from"),
    "kind": _("kind"),
    "last": _("to the day"),
    "left": _("left"),
    "links": _("links"),
    "means": _("by what means"),
    "name": _("name"),
    "new": _("new value"),
    "old": _("old value"),
    "parent": _("parent unit"),
    "people": _("people"),
    "person": _("person"),
    "position": _("position"),
    "problems": _("problems"),
    "provincial": _("roles of the province"),
    "purpose": _("purpose"),
    "reason": _("reason"),
    "role": _("role"),
    "rows": _("rows"),
    "stand_in": _("stand-in"),
    "substitute": _("substitute"),
    "table": _("table"),
    "text": _("name of the object"),
    "to": _("to"),
    "unit": _("unit"),
    "units": _("units"),
    "valid_from": _("from the day"),
    "valid_to": _("to the day"),
}
# What the values of a key are called, if they are codes: registered by the apps whose codes they are.
VALUES: defaultdict[str, dict[str, str | _StrPromise]] = defaultdict(dict)


def name_values(key: str, choices: type[TextChoices]) -> None:
    """Let the values of ``key`` that are codes of ``choices`` be read by their labels."""
    VALUES[key].update(choices.choices)
