"""A contributor's telephone number: who may ring, the reading of it, and forms that take it but never show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from cms.accounts.identifiers import normal_phone
from cms.accounts.models import User
from cms.audit.trail import record
from cms.units.approving import approvers_of_units
from cms.units.models import Contributor, Membership
from cms.units.permissions import has_role, is_administrator, is_board, units_of

if TYPE_CHECKING:
    from collections.abc import Collection


def may_read_phone(user: User, unit_id: int | None) -> bool:
    """Whether a person may ring the contributors of a unit (None: those of no unit).

    The board, administrators, and who has a role in the unit today (the letter's form, field 6).
    """
    return is_board(user) or is_administrator(user) or (unit_id is not None and has_role(user, unit_id))


@transaction.atomic
def read_phone(contributor: Contributor, *, by: User) -> str:
    """The contributor's number, after its reading has been written down; of who is entered twice, the kept entry's.

    Raises ``PermissionDenied`` for who may not ring, ``ValidationError`` if no number is recorded; neither
    leaves an entry.
    """
    held = Contributor.objects.select_related("merged_into").get(pk=contributor.pk).person
    if not may_read_phone(by, held.unit_id):
        raise PermissionDenied(_("You may not read this person's telephone number."))
    if not held.phone:
        raise ValidationError(_("No telephone number is recorded for this person."))
    record("units.read_phone", held, by=by)
    return held.phone


def ringable(by: User, people: Collection[int]) -> set[int]:
    """Those of ``people`` (keys of logins) whom ``by`` may ring: a number is known, and they work together.

    The board and administrators may ring anybody who works for a unit; people of a unit, each other and those who
    vet its news today.
    """
    known = User.objects.filter(pk__in=people, is_active=True).filter(
        Q(phone_key__isnull=False) | Q(contributor__phone__isnull=False)
    )
    if not (is_board(by) or is_administrator(by)):
        known = known.filter(pk__in=_colleagues(by))
    return set(known.values_list("pk", flat=True))


@transaction.atomic
def read_number_of(person: User, *, by: User) -> str:
    """The number under which a person is reached, after its reading has been written down.

    That is the one they are known by as a contributor, else the one of their login. Raises ``PermissionDenied`` for
    who may not ring; that leaves no entry.
    """
    if person.pk not in ringable(by, {person.pk}):
        raise PermissionDenied(_("You may not read this person's telephone number."))
    contributor = Contributor.objects.filter(user=person).select_related("merged_into").first()
    record("units.read_phone", person, by=by)
    return (contributor.person.phone if contributor else "") or person.phone or ""


def _colleagues(user: User) -> set[int]:
    """Who has a role in one of the person's units today, or vets its news."""
    units = set(units_of(user).values_list("pk", flat=True))
    members = set(Membership.objects.current().filter(unit__in=units).values_list("user", flat=True))
    return members | {approver.user_id for named in approvers_of_units(units).values() for approver in named}


class WriteOnlyPhoneInput(forms.TextInput):
    """A field that never shows what it holds: what is typed is sent, nothing comes back."""

    input_type = "tel"

    def format_value(self, value: Any) -> None:
        return None


class WriteOnlyPhoneField(forms.CharField):
    """A telephone number to be typed anew, in any spelling; left empty, the old number stays."""

    widget = WriteOnlyPhoneInput(attrs={"autocomplete": "off"})

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        return normal_phone(typed) if typed else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


class WriteOnlyPhoneForm(WagtailAdminModelForm):
    """Base of the forms of people with a ``phone``: it can be set and removed there, never read.

    Name ``phone`` and ``remove_phone`` in the form's panels.
    """

    phone = WriteOnlyPhoneField(
        label=gettext_lazy("contact telephone"),
        help_text=gettext_lazy("Never shown here. Leave empty to keep the number that is recorded."),
        required=False,
        max_length=40,
    )
    remove_phone = forms.BooleanField(label=gettext_lazy("Remove the recorded telephone number"), required=False)

    def clean_phone(self) -> str | None:
        return self.cleaned_data["phone"] or self.instance.phone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("remove_phone"):
            if self["phone"].data:
                self.add_error("remove_phone", _("Type a new number or remove the old one, not both."))
            cleaned["phone"] = None
        return cleaned
