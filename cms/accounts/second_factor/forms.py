"""What people type to show or to set up a second factor."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import FactorReset, User
from cms.accounts.second_factor.passkeys import NAME_LENGTH
from cms.accounts.second_factor.verification import verify_app_code, verify_recovery_code

if TYPE_CHECKING:
    from django_otp.models import Device

_BETWEEN = str.maketrans("", "", " -\u00a0\u2013\u2014.")


class CodeField(forms.CharField):
    """Six digits, with whatever stands between them when they are pasted."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "size": 8}
        kwargs.setdefault("label", _("Code of six digits"))
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> str:
        code = unicodedata.normalize("NFKC", super().clean(value)).translate(_BETWEEN)
        if len(code) != 6 or not (code.isascii() and code.isdigit()):
            raise ValidationError(_("The code has six digits."), code="digits")
        return code


class FactorForm(forms.Form):
    """A code that verifies its person; ``device`` is what it was a code of."""

    code: forms.Field

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.user = user
        self.device: Device | None = None


class AppCodeForm(FactorForm):
    code = CodeField()

    def clean_code(self) -> str:
        self.device = verify_app_code(self.user, self.cleaned_data["code"])
        return self.cleaned_data["code"]


class RecoveryCodeForm(FactorForm):
    code = forms.CharField(
        label=_("Recovery code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "size": 14}
        ),
    )

    def clean_code(self) -> str:
        self.device = verify_recovery_code(self.user, self.cleaned_data["code"])
        return self.cleaned_data["code"]


class AppSetUpForm(forms.Form):
    code = CodeField()
    name = forms.CharField(
        label=_("Name of the phone"),
        required=False,
        max_length=NAME_LENGTH,
        help_text=_("So that you recognise it in the list: Samsung of the office."),
    )


class ResetForm(forms.ModelForm):
    """An administrator's request to remove somebody's lost second factor."""

    class Meta:
        model = FactorReset
        fields = ["person", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, by: User, data: Any = None) -> None:
        super().__init__(data)
        people = User.objects.filter(is_active=True, groups__isnull=False)
        if by.is_superuser:
            people |= User.objects.filter(is_active=True, is_superuser=True)
        else:
            people = people.filter(is_superuser=False)
        field = self.fields["person"]
        field.queryset = people.exclude(pk=by.pk).distinct().order_by("first_name", "last_name")  # type: ignore[attr-defined]
