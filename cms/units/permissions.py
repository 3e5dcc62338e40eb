"""Who may do what with pages: groups for the province, memberships for the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.db.models import Q
from wagtail.models import GroupPagePermission, get_default_page_content_type
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.units.approving import approved_units, approvers_of
from cms.units.models import Membership, Role, Unit, UnitPage
from cms.units.roles import is_administrator, is_board, provincial_roles

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from cms.accounts.models import User

__all__ = [
    "UnitPagePermissionPolicy",
    "approvers_of",
    "has_role",
    "is_administrator",
    "is_board",
    "is_confined",
    "units_of",
]

# Adding a page gives its owner the right to change it; approvers mend what others wrote, on leave too.
_ACTIONS = {Role.WRITER: ("add", "change"), Role.APPROVER: ("change",)}


def units_of(user: User | AnonymousUser, role: Role | None = None) -> QuerySet[Unit]:
    """The units in which a person has a role today (any role if none is named).

    As an approver counts who vets the unit's news today (``cms.units.approving``): not somebody on leave, but who
    stands in for them, and the approvers of a substitute unit. On leave a person stays one of the unit's people.
    """
    own = Membership.objects.current().filter(user=user.pk)
    if role == Role.WRITER:
        return Unit.objects.filter(pk__in=own.filter(role=role).values("unit"))
    vets = approved_units(user)
    return Unit.objects.filter(vets if role == Role.APPROVER else vets | Q(pk__in=own.values("unit")))


def has_role(user: User | AnonymousUser, unit: Unit | int, role: Role | None = None) -> bool:
    """Whether a person has a role (any role if none is named) in a unit today."""
    pk = unit if isinstance(unit, int) else unit.pk
    return units_of(user, role).filter(pk=pk).exists()


def is_confined(user: User | AnonymousUser) -> bool:
    """Whether a person works for units only: no role of the province, no superuser."""
    return not user.is_superuser and not provincial_roles(user)


class UnitPagePermissionPolicy(PagePermissionPolicy):
    """Wagtail's page policy, with a person's memberships read as permissions on their units' pages.

    No group per unit, nothing to keep in step: a membership that ends takes the permission with it.
    """

    def get_all_permissions_for_user(self, user: User | AnonymousUser) -> list[GroupPagePermission]:
        granted = list(super().get_all_permissions_for_user(user))
        if user.is_active and not user.is_anonymous and not user.is_superuser:
            granted += self._permissions_by_membership(user)
        return granted

    def _permissions_by_membership(self, user: User) -> list[GroupPagePermission]:
        written = set(units_of(user, Role.WRITER).order_by().values_list("pk", flat=True))
        known = set(units_of(user).order_by().values_list("pk", flat=True))
        if not known:
            return []
        pages = UnitPage.objects.filter(unit__in=known).defer_streamfields()
        by_action = self._permissions_by_action()
        return [
            GroupPagePermission(page=page, permission=by_action[action])
            for page in pages
            for action in _ACTIONS[Role.WRITER if page.unit_id in written else Role.APPROVER]
        ]

    def _permissions_by_action(self) -> dict[str, Permission]:
        permissions = Permission.objects.filter(
            content_type=get_default_page_content_type(), codename__in=["add_page", "change_page"]
        )
        return {permission.codename.removesuffix("_page"): permission for permission in permissions}
