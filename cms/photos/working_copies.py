"""The working copy of a photo: the only thing that renditions are ever made from."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageCms
from willow.plugins.pillow import PillowImage

from cms.photos.decoding import SIDEWAYS, opened, orientation, shrink_while_decoding

if TYPE_CHECKING:
    from django.core.files import File

# No rendition is wider than this many pixels.
WIDEST = 1920
WHITE = (255, 255, 255)
_SRGB = ImageCms.createProfile("sRGB")

_Turn = Image.Transpose
# How a picture is turned to stand upright, by its EXIF orientation (EXIF 2.32, 4.6.4).
_TURNS = {
    2: _Turn.FLIP_LEFT_RIGHT,
    3: _Turn.ROTATE_180,
    4: _Turn.FLIP_TOP_BOTTOM,
    5: _Turn.TRANSPOSE,
    6: _Turn.ROTATE_270,
    7: _Turn.TRANSVERSE,
    8: _Turn.ROTATE_90,
}


class WorkingCopy(PillowImage):
    """A working copy as Wagtail's filters take it; unless a filter says otherwise it is saved as JPEG."""

    format_name = "jpeg"
    mime_type = "image/jpeg"


def working_copy(file: File) -> WorkingCopy:
    """The first picture of a photo's file: upright, in sRGB, at most ``WIDEST`` pixels wide, and nothing but pixels.

    It has no EXIF, XMP, IPTC, comment or colour profile, because its pixels are copied into a new picture.
    Raises any of ``decoding.UNREADABLE``.
    """
    with opened(file) as image:
        held = orientation(image)
        size = _working_size(image.size, sideways=held in SIDEWAYS)
        # Twice the size leaves the resampling enough to be sharp.
        shrink_while_decoding(image, 2 * size[0], 2 * size[1])
        small = _resampled(plain_pixels(image), size)
    picture = _in_srgb(small, image.info.get("icc_profile"))
    picture = upright(picture, held)
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    return WorkingCopy(bare)


def _working_size(size: tuple[int, int], *, sideways: bool) -> tuple[int, int]:
    """The size to work at, as the picture lies in the file."""
    scale = min(1.0, WIDEST / size[1 if sideways else 0])
    width, height = (max(1, round(side * scale)) for side in size)
    return width, height


def upright(picture: Image.Image, held: int) -> Image.Image:
    """A picture turned as people see it, by the EXIF orientation that its file names."""
    return picture.transpose(_TURNS[held]) if held in _TURNS else picture


def plain_pixels(image: Image.Image) -> Image.Image:
    """The picture without palette, transparency or 16-bit greys, none of which can be resampled well."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        picture = image.convert("RGBA")
        ground = Image.new("RGB", picture.size, WHITE)
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    if image.mode in {"L", "RGB", "CMYK"}:
        return image
    return image.convert("RGB")


def _resampled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    image.load()
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB by its embedded colour profile; by the plain formula if it has none that works."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB") or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            return image.convert("RGB")
    return image.convert("RGB")
