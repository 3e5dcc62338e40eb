"""The form of a person: names and how they are found. It gives no role, no password, and shows no number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.accounts.identifiers import short_name_for
from cms.accounts.models import User

_WRITTEN_ONLY = {"phone": _("telephone"), "email": _("e-mail")}


class _WriteOnlyInput(forms.TextInput):
    """Shows nothing of what is recorded: what is typed is sent, nothing comes back."""

    def format_value(self, value: Any) -> None:
        return None


def masked(value: str | None) -> str:
    """So much of a number or an address that its owner recognises it, and nobody else learns it."""
    if not value:
        return ""
    name, at, domain = value.partition("@")
    return f"{name[:1]}•••@{domain}" if at else f"••• {value[-3:]}"


class PersonForm(forms.ModelForm):
    """A person as administrators enter them. Roles are granted by acts, passwords are set by their owner."""

    remove_phone = forms.BooleanField(label=_("Remove the recorded telephone number"), required=False)
    remove_email = forms.BooleanField(label=_("Remove the recorded e-mail address"), required=False)

    class Meta:
        model = User
        fields = ["last_name", "first_name", "username", "phone", "email"]
        labels = {"last_name": _("Family and middle name"), "first_name": _("Given name")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        editing_self = kwargs.pop("editing_self", False)
        kwargs.pop("for_user", None)
        super().__init__(*args, **kwargs)
        self.recorded = {name: getattr(self.instance, name) or "" for name in _WRITTEN_ONLY}
        self.fields["first_name"].required = self.fields["last_name"].required = True
        self.fields["username"].required = bool(self.instance.pk)
        if not self.instance.pk:
            self.fields["username"].help_text = _t("Leave empty to have one made of the name: an.nv.")
        for name, label in _WRITTEN_ONLY.items():
            self._let_write_only(name, str(label))
        if editing_self:
            self._leave_contact_alone()

    def _let_write_only(self, name: str, label: str) -> None:
        kind = "tel" if name == "phone" else "email"
        self.fields[name] = forms.CharField(
            label=label.capitalize(),
            required=False,
            max_length=254,
            widget=_WriteOnlyInput(attrs={"autocomplete": "off", "inputmode": kind}),
            help_text=_t("Recorded: %(masked)s. Leave empty to keep it.") % {"masked": masked(self.recorded[name])}
            if self.recorded[name]
            else "",
        )
        if not self.recorded[name]:
            del self.fields[f"remove_{name}"]

    def _leave_contact_alone(self) -> None:
        """One's own number and address are changed with the password, on the page of one's account."""
        for name in _WRITTEN_ONLY:
            self.fields.pop(name)
            self.fields.pop(f"remove_{name}", None)
        self.fields["username"].help_text = _t(
            "Your own telephone number and e-mail address are changed on the page of your account."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in _WRITTEN_ONLY:
            typed = (cleaned.get(name) or "").strip()
            removes = cleaned.get(f"remove_{name}")
            if typed and removes:
                self.add_error(f"remove_{name}", _t("Type a new one or remove the old one, not both."))
            cleaned[name] = typed or ("" if removes else self.recorded[name])
        if not cleaned.get("username") and not self.instance.pk:
            cleaned["username"] = _free_short_name(cleaned.get("last_name", ""), cleaned.get("first_name", ""))
        return cleaned

    def save(self, commit: bool = True) -> User:
        if not self.instance.pk:
            self.instance.set_unusable_password()
        return super().save(commit)


def _free_short_name(family: str, given: str) -> str:
    """A short name made of a name that nobody has yet. Raises ``ValidationError`` if none can be made."""
    base = short_name_for(family, given)
    if not base:
        raise ValidationError({"username": _t("Type a short name: none can be made of this name.")})
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    return next(
        name for name in (base, *(f"{base}{number}" for number in range(2, len(taken) + 3))) if name not in taken
    )
