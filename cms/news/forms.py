"""The forms of a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.news.models import Genre, SectionPage
from cms.news.models.corrections import LONGEST_CORRECTION
from cms.news.moderation import Completion
from cms.units.days import today

if TYPE_CHECKING:
    from cms.news.acts import Act
    from cms.news.models import NewsPage

_LONGEST_TEXT = 2000


class LocalMomentInput(forms.DateTimeInput):
    """The browser's own field for a day and a time, local."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _text(*, rows: int = 3, max_length: int = _LONGEST_TEXT, **options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=max_length, **options)


# What an act asks for, by the name that it calls it.
ASKED: dict[str, dict[str, Any]] = {
    "reason": {"reason": lambda: _text(label=_("Reason"), help_text=_("Those who wrote the item will read it."))},
    "comment": {"comment": lambda: _text(label=_("Comment"), required=False, rows=2)},
    "publish_at": {
        "publish_at": lambda: forms.DateTimeField(
            label=_("Publish at"), widget=LocalMomentInput, help_text=_("Local time, for example 21/11/2026 08:00.")
        )
    },
    "correction": {
        "text": lambda: _text(
            label=_("Text of the correction"),
            max_length=LONGEST_CORRECTION,
            help_text=_("Say what was wrong and what is right."),
        ),
        "on": lambda: forms.DateField(label=_("Date of the correction"), widget=DayInput, initial=today),
    },
}


class CompletionForm(forms.Form):
    """What the board completes while it decides; a post without it leaves the item as it is."""

    PREFIX = "completing"

    # Ticks that were taken away are not posted: this says that the form was there.
    offered = forms.BooleanField(widget=forms.HiddenInput, required=False, initial=True)
    genre = forms.ModelChoiceField(label=_("Genre"), queryset=Genre.objects.all(), empty_label=None, required=False)
    sections = forms.ModelMultipleChoiceField(
        label=_("Sections"),
        queryset=SectionPage.objects.live().order_by("path"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lead = _text(label=_("Lead"), required=False)

    use_required_attribute = False

    def __init__(self, item: NewsPage, data: Any = None) -> None:
        self.item = item
        initial = {"genre": item.genre_id, "sections": list(item.sections.all()), "lead": item.lead}
        super().__init__(data, initial=initial, prefix=self.PREFIX)

    def completion(self) -> Completion | None:
        """What was chosen; None if the form was not posted."""
        if not self.cleaned_data["offered"]:
            return None
        genre = self.cleaned_data["genre"] or self.item.genre
        # The text that the person saw keeps its own line ends.
        lead = self.cleaned_data["lead"].replace("\r\n", "\n")
        return Completion(genre, list(self.cleaned_data["sections"]), lead)


class ActForm(forms.Form):
    """What an act asks for, with the digest of the content that the person saw."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    # Two acts share one form on the screen: what one of them asks for is not missing when the other one is done.
    use_required_attribute = False
    error_css_class: ClassVar[str] = "is-wrong"

    def __init__(self, act: Act, item: NewsPage, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, prefix=act.name)
        self.act = act
        for name, field in ASKED.get(act.asks, {}).items():
            self.fields[name] = field()
        self.completing = CompletionForm(item, data) if act.completes else None

    def is_valid(self) -> bool:
        """Whether all that the act asks for is there, what the board completes included."""
        return super().is_valid() and (self.completing is None or self.completing.is_valid())

    def clean_publish_at(self) -> Any:
        moment = self.cleaned_data["publish_at"]
        if moment <= timezone.now():
            raise forms.ValidationError(_("The time of publication has passed: choose a later one."))
        return moment

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments for the act's function."""
        arguments = {name: value for name, value in self.cleaned_data.items() if name != "digest"}
        if self.act.sees_content:
            arguments["digest"] = self.cleaned_data["digest"]
        if self.completing is not None:
            arguments["completion"] = self.completing.completion()
        return arguments
