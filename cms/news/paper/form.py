"""The form of a vetting on paper: what the unit sent, and who approved, as it stands there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.news.models.paper_vettings import PAPER_MEANS
from cms.news.moderation import Paper
from cms.news.paper.files import ACCEPTED_BY_BROWSERS
from cms.units.days import today


class PaperForm(forms.Form):
    """Bears the digest of the content that the person saw; whether the paper can be is asked by the act."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    means = forms.ChoiceField(
        label=_("How the unit approved"),
        choices=PAPER_MEANS,
        initial=PAPER_MEANS[0][0],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=_("Scan or photo of the paper"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED_BY_BROWSERS}),
        help_text=_("PDF or photo, up to 20 MB. All of the sheet, with the signature; of a message, the whole screen."),
        max_length=1000,
        allow_empty_file=True,
    )
    approver_name = forms.CharField(label=_("Who approved for the unit"), max_length=200)
    approver_position = forms.CharField(
        label=_("Position"), max_length=200, help_text=_("For example: Chủ tịch công đoàn cơ sở.")
    )
    vetted_on = forms.DateField(
        label=_("Date on the paper"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    sender = forms.CharField(
        label=_("Sent from (address or number)"),
        max_length=254,
        required=False,
        help_text=_("Of a message only: the unit's registered address or number. It is kept encrypted."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vetted_on"].widget.attrs["max"] = today().isoformat()

    def paper(self) -> Paper:
        """What was filled in, for the act."""
        return Paper(**{name: value for name, value in self.cleaned_data.items() if name != "digest"})
