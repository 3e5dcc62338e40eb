"""Receivers of signals; each calls one named method."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cms.photos.originality.reading import read

if TYPE_CHECKING:
    from cms.photos.models import Photo


def keep_evidence(sender: type[Photo], instance: Photo, **kwargs: Any) -> None:
    """Every way of deleting passes here: the object's own, a query's, the admin's, and a cascade."""
    instance.refuse_deleting_evidence()


def read_what_it_says(sender: type[Photo], instance: Photo, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A new photo is read after the commit; what goes wrong then costs nobody the photo, and is made up for later."""
    if created and not raw:
        transaction.on_commit(partial(read, instance.pk), robust=True)
