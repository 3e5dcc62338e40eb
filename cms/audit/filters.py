"""What a reader of the trail can ask for."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_content_type_label
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cms.audit.lines import LOGS, known_to
from cms.audit.sentences import action_label
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    from wagtail.models.audit_log import LogEntryQuerySet

# Days beyond these are slips of the pen.
_FIRST, _LAST = dt.date(2000, 1, 1), dt.date(2200, 1, 1)
# As long as a key of the database can be.
_PAGE_NUMBER = re.compile(r"[0-9]{1,18}")
_DAY = {
    "widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    "input_formats": ["%Y-%m-%d", "%d/%m/%Y"],
    "validators": [MinValueValidator(_FIRST), MaxValueValidator(_LAST)],
}


def _used_actions() -> list[tuple[str, str]]:
    used = set().union(*(log.objects.all().get_actions() for log in LOGS))
    return sorted(((action, action_label(action)) for action in used), key=lambda choice: fold(choice[1]))


def _used_types() -> list[tuple[str, str]]:
    used = set().union(*(log.objects.all().get_content_type_ids() for log in LOGS))
    types = [ContentType.objects.get_for_id(pk) for pk in used]
    return sorted(((str(t.pk), str(capfirst(get_content_type_label(t)))) for t in types), key=lambda c: fold(c[1]))


class TrailFilterSet(django_filters.FilterSet):
    """Filters that every log understands; applied to each log by itself."""

    person = django_filters.CharFilter(label=_("Person"), method="by_person")
    action = django_filters.ChoiceFilter(label=_("What was done"), choices=_used_actions, empty_label=_("All"))
    type = django_filters.ChoiceFilter(
        label=_("Kind of object"), choices=_used_types, method="of_type", empty_label=_("All")
    )
    text = django_filters.CharFilter(label=_("Name of the object"), method="with_text")
    first = django_filters.DateFilter(label=_("From day"), method="from_day", **_DAY)
    last = django_filters.DateFilter(label=_("To day"), method="to_day", **_DAY)
    object = django_filters.CharFilter(label="", method="of_object", widget=forms.HiddenInput)

    class Meta:
        model = ModelLogEntry
        fields: list[str] = []

    def by_person(self, entries: LogEntryQuerySet, name: str, value: str) -> LogEntryQuerySet:
        """Entries of people whose short name or name has every word of ``value``, with or without diacritics."""
        return entries.filter(user__in=[pk for pk, name in self._people if all(w in name for w in fold(value).split())])

    @cached_property
    def _people(self) -> list[tuple[int, str]]:
        """Everybody who can sign in, with what they are found by."""
        people = get_user_model().objects.values_list("pk", "username", "last_name", "first_name")
        return [(pk, fold(" ".join(names))) for pk, *names in people]

    def of_type(self, entries: LogEntryQuerySet, name: str, value: str) -> LogEntryQuerySet:
        return entries.filter_on_content_type(ContentType.objects.get_for_id(int(value)))

    def with_text(self, entries: LogEntryQuerySet, name: str, value: str) -> LogEntryQuerySet:
        """What the reader may not know the name of is not found by its name either."""
        return known_to(self.request.user, entries.filter(label__icontains=value))

    def from_day(self, entries: LogEntryQuerySet, name: str, value: dt.date) -> LogEntryQuerySet:
        return entries.filter(timestamp__gte=_start_of(value))

    def to_day(self, entries: LogEntryQuerySet, name: str, value: dt.date) -> LogEntryQuerySet:
        """Entries up to the end of a local day."""
        return entries.filter(timestamp__lt=_start_of(value + dt.timedelta(days=1)))

    def of_object(self, entries: LogEntryQuerySet, name: str, value: Any) -> LogEntryQuerySet:
        """Entries about one thing, named as ``cms.audit.addresses.key_of`` does."""
        model, _colon, number = value.partition(":")
        app, _dot, model_name = model.partition(".")
        content_type = ContentType.objects.filter(app_label=app, model=model_name).first()
        model_class = content_type.model_class() if content_type else None
        if model_class is None:
            return entries.none()
        is_page = issubclass(model_class, Page)
        if is_page != issubclass(entries.model, PageLogEntry):
            return entries.none()
        if is_page:
            return entries.filter(page=int(number)) if _PAGE_NUMBER.fullmatch(number) else entries.none()
        return entries.filter(content_type=content_type, object_id=number)


def _start_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, timezone.get_current_timezone())
