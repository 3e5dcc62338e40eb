"""The forms of signing in and of one's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.accounts.entering import ENTER_ADMIN
from cms.accounts.identifiers import normal_email, normal_phone, readable_phone

if TYPE_CHECKING:
    from cms.accounts.models import User

_NAME = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false", "autocomplete": "username"}
NAME_LABEL = _("Short name, telephone number or e-mail")


class SignInForm(AuthenticationForm):
    """One field for whatever people know of themselves, and the password."""

    username = forms.CharField(
        label=NAME_LABEL, max_length=254, widget=forms.TextInput(attrs={**_NAME, "autofocus": True})
    )
    remember = forms.BooleanField(
        label=_("This is my own phone: keep me signed in for 90 days"),
        required=False,
        help_text=_("Not on a phone or computer that others use too."),
    )

    error_messages = {
        "invalid_login": _("Your username and password didn't match. Please try again."),
        "no_role": _("You have no role in any unit now: call the administrators of the site."),
    }

    def get_invalid_login_error(self) -> ValidationError:
        return ValidationError(self.error_messages["invalid_login"], code="invalid_login")

    def confirm_login_allowed(self, user: Any) -> None:
        if not user.has_perm(ENTER_ADMIN):
            raise ValidationError(self.error_messages["no_role"], code="no_role")


class AskLinkForm(forms.Form):
    """Who wants a link."""

    identifier = forms.CharField(label=NAME_LABEL, max_length=254, widget=forms.TextInput(attrs=_NAME))


class UseLinkForm(forms.Form):
    """Whether to stay signed in after a one-time link."""

    remember = forms.BooleanField(
        label=_("This is my own phone: keep me signed in for 90 days"),
        required=False,
        help_text=_("Not on a phone or computer that others use too."),
    )


class NewPasswordForm(SetPasswordForm):
    """A new password, after the present one unless a fresh link stands for it."""

    old_password = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["old_password", "new_password1", "new_password2"]

    def __init__(self, user: User, *args: Any, asks_old: bool, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        if not asks_old:
            del self.fields["old_password"]


class ContactForm(forms.Form):
    """One's own telephone number and e-mail address."""

    phone = forms.CharField(
        label=_("Telephone"), required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.CharField(
        label=_("E-mail"), required=False, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, asks_old: bool, **kwargs: Any) -> None:
        phone = readable_phone(user.phone) if user.phone else ""
        kwargs["initial"] = {"phone": phone, "email": user.email}
        super().__init__(*args, **kwargs)
        if not asks_old:
            del self.fields["password"]

    def clean_phone(self) -> str:
        return normal_phone(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""

    def clean_email(self) -> str:
        return normal_email(self.cleaned_data["email"]) if self.cleaned_data["email"] else ""
