"""The words for what a file says: kind, plain, and never a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.photos.originality.messengers import is_screenshot_by_name, looks_passed_on, messenger_in_name
from cms.photos.originality.programs import editing_program

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from cms.photos.models import Photo, PhotoTraits

_GOOD = frozenset({"camera"})
_FACTS = frozenset({"size", "quality"})


class Note(NamedTuple):
    """One line beside a photo: what it says, an address that belongs to it, and what it is about."""

    text: str
    url: str | None
    kind: str

    @property
    def tone(self) -> str:
        """How the line is marked: ``good``, ``fact``, or ``look`` for what a person should look at."""
        return "good" if self.kind in _GOOD else "fact" if self.kind in _FACTS else "look"


def notes_on_file(photo: Photo, traits: PhotoTraits | None, event_day: dt.date | None) -> list[Note]:
    """What the file itself says; of one that was not read yet, its size only.

    The last of what a person should look at says that the original is welcome, and not needed.
    """
    if traits is None:
        return [_size(photo)]
    doubts = list(_doubts(photo, traits))
    if doubts:
        doubts[-1] = doubts[-1]._replace(text=f"{doubts[-1].text} {_replacing()}")
    return [*_taken(traits, event_day), *_measures(photo, traits), *doubts]


def _measures(photo: Photo, traits: PhotoTraits) -> Iterator[Note]:
    yield _size(photo)
    if traits.quality is None:
        return
    if traits.has_standard_tables:
        text = _("JPEG quality about %(quality)d of 100.")
    else:
        text = _("JPEG quality about %(quality)d of 100, by the camera's or the program's own tables.")
    yield Note(text % {"quality": traits.quality}, None, "quality")


def _doubts(photo: Photo, traits: PhotoTraits) -> Iterator[Note]:
    """What may be other than it came from the camera."""
    passed_on = _passed_on(photo, traits)
    program = editing_program(traits)
    if passed_on:
        yield passed_on
    else:
        yield from _reduced(photo, traits)
    if program is not None:
        yield _edited(program)
    if is_screenshot_by_name(photo.original_name):
        yield Note(_("The photo may be a screenshot."), None, "screenshot")
    if passed_on is None and program is None and _is_bare(traits):
        yield Note(_("The file names neither the camera nor the time."), None, "bare")


def _replacing() -> str:
    return _("Replace it by the original if you have it; if not, it can be sent all the same.")


def _is_bare(traits: PhotoTraits) -> bool:
    return not traits.camera and traits.taken_at is None


def _taken(traits: PhotoTraits, event_day: dt.date | None) -> Iterator[Note]:
    if _is_bare(traits):
        return
    day = timezone.localdate(traits.taken_at) if traits.taken_at else None
    text = _taken_text(traits.camera, day)
    if day is None or event_day is None:
        yield Note(text, None, "camera")
        return
    days = (day - event_day).days
    text = _("%(taken)s (%(distance)s).") % {"taken": text.removesuffix("."), "distance": _distance(days)}
    if abs(days) < settings.PHOTO_ORIGINALITY["FAR_DAYS"]:
        yield Note(text, None, "camera")
    else:
        doubt = _("Please look whether it is of this event; the camera's clock may also be wrong.")
        yield Note(f"{text} {doubt}", None, "far")


def _taken_text(camera: str, day: dt.date | None) -> str:
    if day is None:
        return _("Taken with %(camera)s.") % {"camera": camera}
    shown = date_format(day, "d/m/Y")
    if camera:
        return _("Taken with %(camera)s on %(day)s.") % {"camera": camera, "day": shown}
    return _("Taken on %(day)s.") % {"day": shown}


def _distance(days: int) -> str:
    """How far the photo lies from the event, in local days; before it if negative."""
    if not days:
        return _("on the day of the event")
    if days < 0:
        return ngettext("%(days)d day before the event", "%(days)d days before the event", -days) % {"days": -days}
    return ngettext("%(days)d day after the event", "%(days)d days after the event", days) % {"days": days}


def _size(photo: Photo) -> Note:
    measures = {"width": photo.width, "height": photo.height, "size": filesizeformat(photo.file_size or 0)}
    return Note(_("%(width)d × %(height)d pixels, %(size)s.") % measures, None, "size")


def _reduced(photo: Photo, traits: PhotoTraits) -> Iterator[Note]:
    limits = settings.PHOTO_ORIGINALITY
    if max(photo.width, photo.height) < limits["SMALL_SIDE"]:
        yield Note(_("The photo is small."), None, "small")
    if traits.quality is not None and traits.quality < limits["LOW_QUALITY"]:
        yield Note(_("The photo is strongly compressed."), None, "compressed")


def _passed_on(photo: Photo, traits: PhotoTraits) -> Note | None:
    app = messenger_in_name(photo.original_name)
    if not app and not looks_passed_on(photo, traits):
        return None
    if not app:
        text = _("The photo may have passed through a messenger, which made it smaller.")
    elif max(photo.width, photo.height) <= settings.PHOTO_ORIGINALITY["MESSENGER_LONGEST_SIDE"]:
        text = _("The photo may have passed through %(app)s, which made it smaller.")
    else:
        text = _("The photo may have passed through %(app)s.")
    return Note(text % {"app": app}, None, "messenger")


def _edited(program: str) -> Note:
    if program:
        text = _("The file bears traces of %(program)s: the photo may have been edited.")
    else:
        text = _("The file bears traces of an editing program: the photo may have been edited.")
    return Note(text % {"program": program}, None, "edited")
