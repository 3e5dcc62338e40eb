"""What the board enters about a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.notices.acts.drafting import Words
from cms.notices.acts.issuing import Issue
from cms.notices.models import Notice
from cms.official_documents.models import DocumentSettings, SignatureBlock
from cms.units.days import today
from cms.vietnamese.text import nfc

if TYPE_CHECKING:
    import datetime as dt

LONGEST_TEXT = 5000
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


def _text(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=False, max_length=LONGEST_TEXT, help_text=help_text)


class VersionForm(forms.Form):
    """Every form of a notice carries the version of it that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class WordsForm(VersionForm):
    """What the board writes of a notice."""

    preface = _text(_("Opening words"), 4)
    closing = _text(_("Closing words"), 3)
    recipients = _text(_("Recipients"), 4, _("Each on a line of its own."))
    signature_block = forms.ModelChoiceField(
        label=_("Signature block"), queryset=SignatureBlock.objects.all(), required=False, empty_label=_("choose")
    )
    with_annex = forms.BooleanField(
        label=_("Internal annex of the units without items"),
        required=False,
        help_text=_("A file of its own for the board; it goes with nothing that is public."),
    )

    @classmethod
    def of(cls, notice: Notice) -> WordsForm:
        """The form as it is opened."""
        names = ("preface", "closing", "recipients", "signature_block", "with_annex", "version")
        return cls(initial={name: getattr(notice, name) for name in names})

    def words(self) -> Words:
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Words(**{name: nfc(value) if isinstance(value, str) else value for name, value in cleaned.items()})


class SendForm(VersionForm):
    """The facts that go to signature, by their digest; the tick stands there while the quarter is not over."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    although_not_over = forms.BooleanField(
        label=_("The quarter is not over yet: send the notice to signature all the same"), required=False
    )


class TakeBackForm(VersionForm):
    """Why a notice comes back from signature."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)


class IssueForm(VersionForm):
    """What stands on the signed paper."""

    number = forms.CharField(
        label=_("Number"), max_length=10, help_text=_("As the clerk's office gave it, without the symbol: 45.")
    )
    symbol = forms.CharField(label=_("Symbol"), max_length=50)
    issued_on = forms.DateField(
        label=_("Date on the paper"),
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    signature_block = forms.ModelChoiceField(
        label=_("Signed with the block"), queryset=SignatureBlock.objects.all(), empty_label=_("choose")
    )
    signer = forms.CharField(label=_("Full name of who signed"), max_length=200)
    scan = forms.FileField(
        label=_("Signed scan (PDF)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=_("Readers can download it. May be left out."),
    )
    although_taken = forms.BooleanField(
        label=_("I have compared the number with the paper: it is right"), required=False
    )

    @classmethod
    def of(cls, notice: Notice) -> IssueForm:
        """The form as it is opened: the number stays empty, for nobody but the clerk's office gives it."""
        block = notice.signature_block
        day: dt.date = today()
        return cls(
            initial={
                "version": notice.version,
                "symbol": DocumentSettings.current().symbol,
                "issued_on": day,
                "signature_block": block,
                "signer": block.signer if block else "",
            }
        )

    def given(self) -> Issue:
        return Issue(**{name: value for name, value in self.cleaned_data.items() if name != "version"})
