"""Evidence of originality: what a photo's file and its history say, in kind words and never as a verdict."""

from __future__ import annotations

from cms.photos.originality.notes import Note, notes_for, notes_for_photos

__all__ = ["Note", "notes_for", "notes_for_photos"]
