"""The form of the settings in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel


def settings_panels() -> list[Any]:
    """What is entered together stands together; the template has a screen of its own, to which the form leads."""
    two_lines = forms.Textarea(attrs={"rows": 2})
    return [
        HelpPanel(template="official_documents/settings_help.html"),
        MultiFieldPanel(
            [FieldPanel("superior_body", widget=two_lines), FieldPanel("issuing_body", widget=two_lines)],
            heading=_("Who issues"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldPanel("symbol"),
                FieldPanel("recipients", widget=forms.Textarea(attrs={"rows": 5})),
            ],
            heading=_("What letters start with"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("top_margin"), FieldPanel("bottom_margin")]),
                FieldRowPanel([FieldPanel("left_margin"), FieldPanel("right_margin")]),
                FieldPanel("body_size"),
            ],
            heading=_("Pages of a letter"),
        ),
    ]
