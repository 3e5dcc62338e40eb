"""The genres and sections that a list of the old portal's publications may name."""

from __future__ import annotations

from cms.news.models import Genre, SectionPage
from cms.spreadsheets.publications.offers import OfferedGenre, offers_genres, offers_sections


@offers_genres
def genres() -> list[OfferedGenre]:
    """The genres of the desk, in their order."""
    return [OfferedGenre(genre.code, genre.name) for genre in Genre.objects.all()]


@offers_sections
def sections() -> list[str]:
    """The sections that readers see, in the order of the tree."""
    return list(SectionPage.objects.live().order_by("path").values_list("title", flat=True))
