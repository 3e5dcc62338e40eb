"""The guides: one document for each role, in Vietnamese, and who reads which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from cms.units.models import Role
from cms.units.permissions import is_confined, units_of
from cms.units.roles import ACCOUNT_HOLDER, ACCOUNTANT, ADMINISTRATOR, BOARD, provincial_roles

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.accounts.models import User


def _works_in_a_unit(role: Role) -> Callable[[User], bool]:
    return lambda user: units_of(user, role).exists()


def _has_of_province(*roles: str) -> Callable[[User], bool]:
    return lambda user: bool(provincial_roles(user) & set(roles))


@dataclass(frozen=True)
class Guide:
    """What somebody of a role reads to do their work.

    ``slug`` stands in the address, and names the document ``templates/guides/vi/<slug>.html``. ``is_of`` says whether
    a person has the role; ``is_for_units`` whether people of units read it: those that it is not for don't see it.
    """

    slug: str
    title: Any
    is_of: Callable[[User], bool]
    is_for_units: bool = False

    @property
    def template(self) -> str:
        return f"guides/vi/{self.slug}.html"


GUIDES = [
    Guide("nguoi-viet-tin", _("Guide for writers"), _works_in_a_unit(Role.WRITER), is_for_units=True),
    Guide("nguoi-duyet", _("Guide for approvers"), _works_in_a_unit(Role.APPROVER), is_for_units=True),
    Guide("ban-bien-tap", _("Guide for the editorial board"), _has_of_province(BOARD)),
    Guide("ke-toan", _("Guide for accountants and account holders"), _has_of_province(ACCOUNTANT, ACCOUNT_HOLDER)),
    Guide("quan-tri", _("Guide for administrators"), _has_of_province(ADMINISTRATOR)),
]


def guides_for(user: User) -> list[Guide]:
    """The guides that a person reads, those of their own roles first.

    People of units read what a unit's people do; who works for the province reads every guide.
    """
    readable = [guide for guide in GUIDES if guide.is_for_units] if is_confined(user) else GUIDES
    own = [guide for guide in readable if guide.is_of(user)]
    return own + [guide for guide in readable if guide not in own]
