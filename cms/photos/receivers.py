"""Receivers of signals; each calls one named method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cms.photos.models import Photo


def keep_evidence(sender: type[Photo], instance: Photo, **kwargs: Any) -> None:
    """Every way of deleting passes here: the object's own, a query's, the admin's, and a cascade."""
    instance.refuse_deleting_evidence()
