"""Where the trail tells about one object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.http import urlencode

if TYPE_CHECKING:
    from django.db.models import Model


def key_of(content_type: ContentType, number: str) -> str:
    """An object as the trail's filter names it: ``units.unit:12``."""
    return f"{content_type.app_label}.{content_type.model}:{number}"


def entries_url(thing: Model) -> str:
    """The address of the trail's entries about ``thing``; whoever may not read the trail finds it closed."""
    content_type = ContentType.objects.get_for_model(thing, for_concrete_model=False)
    return f"{reverse('audit:entries')}?{urlencode({'object': key_of(content_type, str(thing.pk))})}"
