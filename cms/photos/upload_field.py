"""The form field that takes a photo in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.forms import FileField
from django.forms.widgets import FileInput, Widget
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField

from cms.photos.formats import ACCEPTED_BY_BROWSERS
from cms.photos.validation import accepted_formats, check_photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files import File


class PhotoUploadField(WagtailImageField):
    """Wagtail's image field with our check in place of its own.

    Wagtail's refuses .mpo by its extension, and an ``OSError`` about a truncated JPEG escapes from it.
    """

    default_validators: list[Callable] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # An empty file is refused by name, like any other that is no photo.
        super().__init__(*args, allow_empty_file=True, **kwargs)
        limit = filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        self.help_text = _("%(formats)s, at most %(limit)s. Send the photo as the camera made it.") % {
            "formats": accepted_formats(),
            "limit": limit,
        }

    def to_python(self, data: File | None) -> File | None:
        file = FileField.to_python(self, data)
        if file is not None:
            check_photo(file)
        return file

    def widget_attrs(self, widget: Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        if isinstance(widget, FileInput):
            attrs["accept"] = ACCEPTED_BY_BROWSERS
        return attrs
