"""Operations of image filters."""

from typing import NoReturn

from wagtail.images.image_operations import FilterOperation


class NoOriginalOperation(FilterOperation):
    """In place of Wagtail's ``original``: photos have no rendition at full size, not in the admin either."""

    def construct(self) -> NoReturn:
        raise ValueError("A photo has no rendition at full size: name a width, or use the original itself.")
