"""Entries of both logs as a person may read them.

Whoever may read the trail learns of every entry: who, when, which action, what kind of thing. What a thing is called,
and what else the entry tells, only of things that the person may know of by Wagtail's own rule (``viewable_by_user``),
or that are no secret (``tell_names_of``): an administrator learns no title of a unit's draft from the trail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.coreutils import get_content_type_label
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.audit.addresses import key_of
from cms.audit.sentences import action_label, remark, sentence

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models.audit_log import LogEntryQuerySet

_OPEN_MODELS: list[type[Model]] = [Group]
LOGS: tuple[type[ModelLogEntry] | type[PageLogEntry], ...] = (ModelLogEntry, PageLogEntry)


class Key(TypedDict):
    """Where an entry stands: the log (its place in ``LOGS``) and the entry's number there."""

    id: int
    log: int
    timestamp: dt.datetime


@dataclass(frozen=True)
class Line:
    """An entry as one person may read it."""

    entry: ModelLogEntry | PageLogEntry
    is_open: bool

    @property
    def moment(self) -> dt.datetime:
        """When it was done (UTC)."""
        return self.entry.timestamp

    @property
    def person(self) -> str:
        """Who did it; "system" for what nobody did."""
        return str(self.entry.user_display_name)

    @property
    def what(self) -> str:
        """What was done, in words."""
        return sentence(self.entry) if self.is_open else action_label(self.entry.action)

    @property
    def remark(self) -> str:
        """What else the entry tells, if the reader may know it."""
        return remark(self.entry) if self.is_open else ""

    @cached_property
    def type_label(self) -> str:
        """What kind of thing it was done to."""
        return str(capfirst(get_content_type_label(_content_type(self.entry))))

    @property
    def thing(self) -> str:
        """What the thing is called, or its number if its name is not for the reader."""
        return self.entry.label if self.is_open else _("no. %(number)s") % {"number": self._number}

    @property
    def key(self) -> str:
        """The thing as the filter by object names it."""
        return key_of(_content_type(self.entry), self._number)

    @property
    def _number(self) -> str:
        return str(self.entry.page_id if isinstance(self.entry, PageLogEntry) else self.entry.object_id)


def _content_type(entry: ModelLogEntry | PageLogEntry) -> ContentType:
    return ContentType.objects.get_for_id(entry.content_type_id)


def tell_names_of(*models: type[Model]) -> None:
    """Let every reader of the trail read what things of ``models`` are called and what was done to them.

    For what is no secret in the house: genres, settings, roles.
    """
    _OPEN_MODELS.extend(models)


def known_to(reader: AbstractBaseUser, entries: LogEntryQuerySet) -> LogEntryQuerySet:
    """``entries`` about things that a person may know of."""
    known = Q(pk__in=entries.model.objects.viewable_by_user(reader).order_by().values("pk"))
    if issubclass(entries.model, ModelLogEntry):
        types = ContentType.objects.get_for_models(*_OPEN_MODELS)
        known |= Q(content_type__in=[content_type.pk for content_type in types.values()])
    return entries.filter(known)


def lines_for(reader: AbstractBaseUser, keys: Iterable[Key]) -> Iterator[Line]:
    """The entries that ``keys`` name, in their order. The number of queries does not depend on the number of keys."""
    keys = list(keys)
    numbers = defaultdict(list)
    for key in keys:
        numbers[key["log"]].append(key["id"])
    found: dict[tuple[int, int], Line] = {}
    for log, wanted in numbers.items():
        entries = LOGS[log].objects.filter(pk__in=wanted)
        known = set(known_to(reader, entries).order_by().values_list("pk", flat=True))
        for entry in entries.order_by().prefetch_related("user"):
            found[log, entry.pk] = Line(entry, is_open=entry.pk in known)
    return (found[key["log"], key["id"]] for key in keys)
