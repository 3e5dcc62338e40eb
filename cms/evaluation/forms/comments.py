"""The board's comment on a unit."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CommentForm(forms.Form):
    """A wording, with the revision that the writer saw."""

    text = forms.CharField(
        label=_("Comment of the board"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=2000
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
