"""The form of a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

if TYPE_CHECKING:
    from cms.news.acts import Act


class ActForm(forms.Form):
    """What an act asks for, with the digest of the content that the person saw."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, act: Act, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, prefix=act.name)
        self.act = act
        if act.asks == "reason":
            self.fields["reason"] = forms.CharField(
                label=_("Reason"),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=2000,
                help_text=_("Those who wrote the item will read it."),
            )
        elif act.asks == "comment":
            self.fields["comment"] = forms.CharField(
                label=_("Comment"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=2000
            )
        elif act.asks == "publish_at":
            self.fields["publish_at"] = forms.DateTimeField(
                label=_("Publish at"),
                widget=AdminDateTimeInput,
                help_text=_("Local time, for example 21/11/2026 08:00."),
            )

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
        return arguments
