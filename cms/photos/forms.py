"""The form of a photo in Wagtail's admin: a title, the file once, and the unit if there is a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from cms.photos.upload_field import PhotoUploadField
from cms.units.permissions import units_of

if TYPE_CHECKING:
    from cms.accounts.models import User


class PhotoForm(BaseImageForm):
    """The base of all image forms of the admin (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if self.instance.pk:
            self.fields.pop("file", None)
            self.fields.pop("unit", None)
        else:
            self._take_one_photo()
            self._settle_unit(user)

    def _take_one_photo(self) -> None:
        if stock := self.fields.get("file"):
            self.fields["file"] = PhotoUploadField(label=stock.label, widget=stock.widget)
            # The model names a photo without a title by its file.
            self.fields["title"].required = False

    def _settle_unit(self, user: User | None) -> None:
        """The uploader's unit if there is one only; a choice among their own if there are several."""
        units = units_of(user) if user else self.fields["unit"].queryset.none()
        chosen = list(units[:2])
        if len(chosen) > 1:
            self.fields["unit"].queryset = units
            self.fields["unit"].required = True
            self.fields["unit"].empty_label = _("Choose the unit")
        else:
            del self.fields["unit"]
            self.instance.unit = chosen[0] if chosen else None
