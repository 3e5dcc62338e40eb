"""An entry of the trail in words: what was done, and what of its data a reader should know."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import LogFormatter
from wagtail.log_actions import registry as actions

from cms.audit.words import LABELS, VALUES

if TYPE_CHECKING:
    from wagtail.models import ModelLogEntry, PageLogEntry

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def action_label(action: str) -> str:
    """What an action is called; its name if the app that registered it is gone."""
    formatter = dict(actions.get_choices()).get(action)
    return str(capfirst(formatter)) if formatter else action


def sentence(entry: ModelLogEntry | PageLogEntry) -> str:
    """What was done, in the words of the action's formatter."""
    formatter = entry.formatter
    if formatter is None:
        return entry.action
    try:
        return str(capfirst(formatter.format_message(entry)) or action_label(entry.action))
    except (AttributeError, KeyError, TypeError, ValueError):
        # An entry may be older than the words that its action has today.
        return action_label(entry.action)


def remark(entry: ModelLogEntry | PageLogEntry) -> str:
    """The comment that somebody gave, or else the data that the sentence leaves out."""
    comment = _comment(entry)
    if comment or _tells_data(entry.formatter):
        return comment
    return "; ".join(_told(entry.data or {}))


def _comment(entry: ModelLogEntry | PageLogEntry) -> str:
    try:
        return str(entry.comment or "")
    except (AttributeError, KeyError, TypeError, ValueError):
        return ""


def _tells_data(formatter: LogFormatter | None) -> bool:
    """Whether a formatter makes its sentence of the data itself."""
    return formatter is not None and type(formatter).format_message is not LogFormatter.format_message


def _told(data: dict[str, Any]) -> list[str]:
    """The parts of ``data`` that have a name and say something."""
    told = ((LABELS[key], _readable(key, value)) for key, value in data.items() if key in LABELS and value is not None)
    return [f"{label}: {words}" for label, words in told if words]


def _readable(key: str, value: Any) -> str:
    """A value of JSON in words; days and moments in the local way."""
    if isinstance(value, str) and value in VALUES.get(key, {}):
        return str(VALUES[key][value])
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(filter(None, (_readable(key, item) for item in value)))
    if isinstance(value, dict):
        return ", ".join(_told(value))
    if isinstance(value, str) and _ISO_DAY.match(value):
        return _readable_moment(value)
    return str(value)


def _readable_moment(text: str) -> str:
    try:
        if _ISO_DAY.fullmatch(text):
            return date_format(dt.date.fromisoformat(text), "d/m/Y")
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return date_format(timezone.localtime(moment) if timezone.is_aware(moment) else moment, "H:i d/m/Y")
