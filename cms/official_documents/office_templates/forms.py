"""The file that becomes the template."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.official_documents.office_templates.packages import MOST_BYTES


class TemplateForm(forms.Form):
    """A Word file; whether it is fit, the act says."""

    file = forms.FileField(
        label=_("Word file (.docx)"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            params = {"size": MOST_BYTES // 1024 // 1024}
            raise ValidationError(_("The file is larger than %(size)d MB."), params=params)
        return file
