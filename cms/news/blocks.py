"""The body of an item: text without images, and what the board places beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.vietnamese.text import is_blank

if TYPE_CHECKING:
    from wagtail.blocks import StructValue

# No image button: photos come apart from the text (letter of Bắc Kạn, 2019: "không chèn ảnh trên bài viết").
TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class VisibleCharBlock(blocks.CharBlock):
    """Text that a reader can see: blanks and invisible characters do not count."""

    def clean(self, value: str) -> str:
        value = super().clean(value)
        if value and is_blank(value):
            raise ValidationError(_("Write something that can be read: blanks do not count."))
        return value


class PlacedPhotoBlock(blocks.StructBlock):
    """A photo placed in the text: one of the item's list, or its own with a caption."""

    photo = ImageChooserBlock(label=_("photo"))
    caption = VisibleCharBlock(
        label=_("caption"),
        required=False,
        max_length=500,
        help_text=_("Empty only for a photo of the list below, whose caption then stands here."),
    )
    alt_text = blocks.CharBlock(
        label=_("alternative text"),
        required=False,
        max_length=300,
        help_text=_("What the photo shows, for those who cannot see it; empty: the caption."),
    )

    class Meta:
        icon = "image"
        label = _("photo")
        template = "news/blocks/photo.html"
        label_format = "{caption}"


class GalleryBlock(blocks.StructBlock):
    """Several photos side by side."""

    photos = blocks.ListBlock(PlacedPhotoBlock(), label=_("photos"), min_num=2)

    class Meta:
        icon = "image"
        label = _("gallery")
        template = "news/blocks/gallery.html"


class QuotationBlock(blocks.StructBlock):
    """A person's words."""

    text = blocks.TextBlock(label=_("quotation"))
    speaker = blocks.CharBlock(label=_("who said it"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("quotation")
        template = "news/blocks/quotation.html"


class VideoBlock(blocks.StructBlock):
    """A video by its address on a known site, shown after a click only."""

    video = EmbedBlock(label=_("address of the video"))
    caption = VisibleCharBlock(label=_("caption"), required=False, max_length=500)

    class Meta:
        icon = "media"
        label = _("video")
        template = "news/blocks/video.html"


class DocumentBlock(blocks.StructBlock):
    """A document to download."""

    document = DocumentChooserBlock(label=_("document"))

    class Meta:
        icon = "doc-full"
        label = _("document")
        template = "news/blocks/document.html"


class BodyBlock(blocks.StreamBlock):
    """The text and what stands in it."""

    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES, icon="pilcrow")
    photo = PlacedPhotoBlock()
    gallery = GalleryBlock()
    quotation = QuotationBlock()
    table = TableBlock(label=_("table"), template="news/blocks/table.html")
    video = VideoBlock()
    document = DocumentBlock()


def placed_photos(body: blocks.StreamValue) -> list[StructValue]:
    """Every photo placed in ``body``, in order, with its caption and alternative text."""
    placed: list[StructValue] = []
    for block in body:
        if block.block_type == "photo":
            placed.append(block.value)
        elif block.block_type == "gallery":
            placed.extend(block.value["photos"])
    return placed
