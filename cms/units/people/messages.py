"""What people are told when their roles change: a copy by e-mail, to those who have an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.accounts.messages import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User
    from cms.units.models import Membership, StandIn


def tell_stand_in(row: StandIn) -> None:
    """Tell somebody for whom, where and when they approve."""
    tell(
        row.user,
        _("You stand in for %(person)s") % {"person": row.absence.user},
        _("From %(first)s to %(last)s you approve the news of %(unit)s in place of %(person)s.")
        % {
            "first": f"{row.absence.valid_from:%d/%m/%Y}",
            "last": f"{row.absence.last_day:%d/%m/%Y}",
            "unit": row.unit.name_on(row.absence.valid_from),
            "person": row.absence.user,
        },
    )


def tell_role_granted(row: Membership) -> None:
    """Tell somebody of a role in a unit."""
    tell(
        row.user,
        _("You have a role at %(unit)s") % {"unit": row.unit.name_on(row.valid_from)},
        _("From %(day)s you are %(role)s at %(unit)s.")
        % {
            "day": f"{row.valid_from:%d/%m/%Y}",
            "role": row.get_role_display(),
            "unit": row.unit.name_on(row.valid_from),
        },
    )


def tell_provincial_role(user: User, name: str, *, given: bool) -> None:
    """Tell somebody that a role of the province was given to them, or taken."""
    text = _("You have the role %(role)s now.") if given else _("You no longer have the role %(role)s.")
    tell(user, _("Your roles have changed"), text % {"role": name})


def tell_new_administrator(person: User, *, by: User, others: Iterable[User]) -> None:
    """Tell the other administrators that somebody has become one, and by whom: nobody gains that power unseen."""
    for administrator in others:
        tell(
            administrator,
            _("%(person)s is an administrator now") % {"person": person},
            _("%(by)s has made %(person)s an administrator. If you did not know of this, ask them.")
            % {"by": by, "person": person},
        )
