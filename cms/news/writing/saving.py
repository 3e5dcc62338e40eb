"""Keeping what was written: one item for each form, one person at a time, nothing overwritten unseen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.news.access import ItemAccess
from cms.news.models import NewsPage
from cms.news.moderation.on_paper import enter
from cms.news.refusals import ActRefused
from cms.news.writing.filling import Errors, fill
from cms.news.writing.headline import is_headline
from cms.news.writing.opening import may_begin, new_item, writes_for
from cms.news.writing.revisions import store
from cms.units.models import Unit, UnitPage

if TYPE_CHECKING:
    from django.http import QueryDict

    from cms.accounts.models import User


class ChangedElsewhere(ActRefused):
    """The item has got other content since the form was opened; ``page`` is the item as it stands."""

    def __init__(self, page: NewsPage) -> None:
        last = page.edits.select_related("user").order_by("made_at", "pk").last()
        told = {
            "time": formats.time_format(timezone.localtime(last.made_at if last else None), "H:i"),
            "person": last.user if last and last.user else _("somebody"),
        }
        super().__init__(
            _("The item was changed in another place at %(time)s (%(person)s). Nothing was saved over it.") % told
        )
        self.page = page


class NothingWritten(ActRefused):
    """A new form in which nothing stands yet."""

    def __init__(self) -> None:
        super().__init__(_("Nothing is written yet: begin with the headline or the text."))


@dataclass
class Kept:
    """The item with what was taken of a form, and the messages for the rest."""

    page: NewsPage
    errors: Errors = field(default_factory=dict)


@transaction.atomic
def keep(data: QueryDict, by: User) -> Kept:
    """Keep a posted form; the same form posted again changes nothing.

    Raises ``Http404`` for an item or unit that the person may not know of, ``ActRefused`` if it is not theirs to
    change now, ``ChangedElsewhere`` if it is not the content that they had before them.
    """
    stored = _stored_item(data, by)
    if stored is None:
        return _begin(data, by)
    latest = stored.latest
    before = stored.latest_digest
    errors = fill(latest, data, by)
    if latest.digest != before:
        _guard_turn(stored, by)
        if data.get("version", "") != before:
            raise ChangedElsewhere(stored)
        store(stored, latest, by, anew=data.get("keep") == "mine")
    return Kept(NewsPage.objects.get(pk=stored.pk), errors)


def _stored_item(data: QueryDict, by: User) -> NewsPage | None:
    """The locked item that a form is of; None for a form of which nothing is stored yet."""
    number, key = data.get("item", ""), creation_key(data)
    if number:
        found = NewsPage.objects.filter(pk=int(number)) if number.isdecimal() and len(number) < 10 else None
    else:
        # Two forms of a unit at once: the second one waits for the first one's item.
        _locked_page(data)
        found = NewsPage.objects.filter(creation_key=key) if key else NewsPage.objects.none()
    page = found.select_for_update().first() if found is not None else None
    if page is None and not number:
        return None
    if page is None or not ItemAccess(by, page).may_see:
        raise Http404
    return page


def creation_key(data: QueryDict) -> uuid.UUID | None:
    """The key that the empty form was given, if it is one."""
    try:
        return uuid.UUID(data.get("creation_key", ""))
    except ValueError:
        return None


def _locked_page(data: QueryDict) -> UnitPage:
    """The page of the unit that a new form is for."""
    number = data.get("unit", "")
    page = None
    if number.isdecimal() and len(number) < 10:
        page = UnitPage.objects.select_for_update().filter(unit=int(number)).first()
    if page is None:
        raise Http404
    return page


def _begin(data: QueryDict, by: User) -> Kept:
    """Store a new item with what was written in its form."""
    parent = _locked_page(data)
    guard_beginning(parent.unit, by)
    item = new_item(parent.unit, by, creation_key(data))
    errors = fill(item, data, by)
    if not _is_begun(item):
        raise NothingWritten
    parent.add_child(instance=item)
    if not writes_for(by, parent.unit):
        enter(item, by=by)
    item.save_revision(user=by, clean=False)
    record("wagtail.create", item, by=by)
    return Kept(NewsPage.objects.get(pk=item.pk), errors)


def guard_beginning(unit: Unit, by: User) -> None:
    """Raise ``ActRefused`` unless the person may begin an item of the unit."""
    if not may_begin(by, unit):
        raise ActRefused(_("You do not write for this unit now: ask the province to name you as a writer."))


def _is_begun(item: NewsPage) -> bool:
    return is_headline(item.title) or bool(list(item.body)) or bool(item.photos.all())


def _guard_turn(page: NewsPage, by: User) -> None:
    if ItemAccess(by, page).edit_stage() is None:
        raise ActRefused(_("The item cannot be changed now: %(state)s.") % {"state": page.get_state_display().lower()})
