"""The file fields of photos and renditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.fields.files import ImageField, ImageFieldFile
from django.urls import reverse
from PIL import Image

from cms.photos.decoding import UNREADABLE, opened, upright_size

if TYPE_CHECKING:
    from django.core.files import File

    from cms.photos.models import Photo


class _UprightFile(ImageFieldFile):
    """An image file whose dimensions are those of the picture as people see it, read without decoding it."""

    def _get_image_dimensions(self) -> tuple[int, int]:
        if not hasattr(self, "_dimensions_cache"):
            self._dimensions_cache = self._measure()
        return self._dimensions_cache

    def _measure(self) -> tuple[int, int]:
        raise NotImplementedError


class OriginalFile(_UprightFile):
    """The original of a photo: stored once, as it came."""

    instance: Photo

    @property
    def url(self) -> str:
        """An address that asks who may have the original."""
        if not self:
            raise ValueError("This photo has no file.")
        return reverse("photos:original", args=[self.instance.token])

    def save(self, name: str, content: File, save: bool = True) -> None:
        self.instance.refuse_new_file()
        self.instance.note_name(name)
        super().save(name, content, save=save)

    def delete(self, save: bool = True) -> None:
        self.instance.refuse_new_file()
        super().delete(save=save)

    def _measure(self) -> tuple[int, int]:
        was_closed = self.closed
        self.open()
        try:
            with opened(self) as image:
                return upright_size(image)
        finally:
            if was_closed:
                self.close()


class OriginalField(ImageField):
    attr_class = OriginalFile


class RenditionFile(_UprightFile):
    """A rendition: our own work, small and upright already."""

    def _measure(self) -> tuple[int, int]:
        was_closed = self.closed
        self.open()
        try:
            with Image.open(self) as image:
                return image.size
        except UNREADABLE:
            return (0, 0)
        finally:
            self.seek(0)
            if was_closed:
                self.close()


class RenditionField(ImageField):
    attr_class = RenditionFile
