"""Fields of the writing form: what people type or paste, without what nobody can see."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.news.writing.video import is_of_known_site
from cms.vietnamese.text import nfc

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class LineField(forms.CharField):
    """One line of text: series of blanks and line breaks count as one blank, control characters as none."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(_CONTROLS.sub(" ", str(value)) if value else "")
        return " ".join(nfc(text).split())


class VideoField(forms.URLField):
    """The address of a video on a site that the portal can show."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=500, assume_scheme="https", **kwargs)

    def clean(self, value: Any) -> str:
        address = super().clean(_CONTROLS.sub("", str(value)) if value else "")
        if address and not is_of_known_site(address):
            raise ValidationError(_("This address is of no video that can be shown: copy the address from YouTube."))
        return address


class WholeNumberField(forms.IntegerField):
    """A number that fits into the database."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"min_value": 1, "max_value": 2_147_483_647} | kwargs))
