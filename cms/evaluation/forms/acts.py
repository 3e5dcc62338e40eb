"""What an act on an evaluation asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.official_documents.models import DocumentSettings, SignatureBlock

DAY = {"inputmode": "numeric", "placeholder": "31/12/2026"}


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class SendForm(forms.Form):
    """With which block the letter is signed, and what stands before the figures."""

    block = forms.ModelChoiceField(
        label=_("Signature block"), queryset=SignatureBlock.objects.all(), required=False, empty_label=_("not chosen")
    )
    name = forms.CharField(
        label=_("Full name of who signs"),
        max_length=200,
        required=False,
        help_text=_("Empty: the one of the block, or none; it is asked again when the year is closed."),
    )
    recipients = forms.CharField(
        label=_("Recipients"), widget=forms.Textarea(attrs={"rows": 4}), required=False, help_text=_("One to a line.")
    )
    preface = forms.CharField(
        label=_("Preface"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=5000,
        help_text=_("Stands before the figures: on which plan or guidance the evaluation rests."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["block"].initial = SignatureBlock.objects.first()
        self.fields["recipients"].initial = "\n".join(DocumentSettings.current().recipient_lines())

    def letter(self) -> dict[str, Any]:
        """The words of the letter, as plain JSON."""
        chosen = self.cleaned_data
        lines, name = _signature(chosen.get("block"), chosen.get("name", ""))
        recipients = [line.strip() for line in chosen.get("recipients", "").splitlines() if line.strip()]
        return {"lines": lines, "name": name, "recipients": recipients, "preface": chosen.get("preface", "").strip()}


def _signature(block: SignatureBlock | None, name: str) -> tuple[list[str], str]:
    if block is None:
        return [], name
    signature = block.as_signature(name)
    return list(signature.lines), signature.name


def words_by_default() -> dict[str, Any]:
    """The letter's words before anybody has chosen: for the preview."""
    block = SignatureBlock.objects.first()
    lines, name = _signature(block, "")
    recipients = DocumentSettings.current().recipient_lines()
    return {"lines": lines, "name": name, "recipients": recipients, "preface": ""}


class CloseForm(forms.Form):
    """What stands on the signed paper; nothing of it is proposed."""

    number = forms.CharField(label=_("Number"), max_length=20)
    symbol = forms.CharField(label=_("Symbol"), max_length=50, help_text=_("What follows the number: TB-LĐLĐ."))
    signed_on = forms.DateField(label=_("Date of signature"), widget=forms.DateInput(format="%d/%m/%Y", attrs=DAY))
    signer = forms.CharField(label=_("Signer"), max_length=200)
