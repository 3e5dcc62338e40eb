"""What every act on people asks first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from cms.units.roles import is_administrator

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import Unit


def locked(user: User) -> User:
    """The person as stored now, held against other acts on them until the transaction ends."""
    return get_user_model().objects.select_for_update().get(pk=user.pk)


def guard_administrator(by: User) -> None:
    """Raise ``PermissionDenied`` unless ``by`` is an administrator at this moment, whatever was read before."""
    if not is_administrator(get_user_model().objects.get(pk=by.pk)):
        raise PermissionDenied(_("Only administrators give and take roles."))


def guard_not_oneself(user: User, by: User) -> None:
    """Raise ``PermissionDenied`` if an act on roles is about the one who does it."""
    if user.pk == by.pk:
        raise PermissionDenied(_("Nobody gives or takes roles of their own: ask another administrator."))


def guard_active(user: User) -> None:
    """Raise ``ValidationError`` if a person has left."""
    if not user.is_active:
        raise ValidationError(
            _("%(person)s has left: take them back first."), params={"person": str(user)}, code="inactive"
        )


def guard_lives(unit: Unit, day: dt.date) -> None:
    """Raise ``ValidationError`` if a unit does not exist on a local day."""
    if not unit.lives_on(day):
        raise ValidationError(
            _("%(unit)s does not exist on %(day)s."),
            params={"unit": unit.name_on(day), "day": f"{day:%d/%m/%Y}"},
            code="not-living",
        )
