"""Who may do what with pages: groups for the province, memberships for the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission, get_default_page_content_type
from wagtail.permission_policies.pages import PagePermissionPolicy

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

# Adding a page gives its owner the right to change it; approvers mend what others wrote.
_ACTIONS = {Role.WRITER: ("add", "change"), Role.APPROVER: ("change",)}


def units_of(user: User | AnonymousUser, role: Role | None = None) -> QuerySet[Unit]:
    """The units in which a person has a role today (any role if none is named)."""
    memberships = Membership.objects.current().filter(user=user.pk)
    if role:
        memberships = memberships.filter(role=role)
    return Unit.objects.filter(pk__in=memberships.values("unit"))


def has_role(user: User | AnonymousUser, unit: Unit | int, role: Role | None = None) -> bool:
    """Whether a person has a role (any role if none is named) in a unit today."""
    pk = unit if isinstance(unit, int) else unit.pk
    return units_of(user, role).filter(pk=pk).exists()


def approvers_of(unit: Unit) -> QuerySet[Membership]:
    """The named, present approvers of a unit today."""
    return (
        Membership.objects.current().filter(unit=unit, role=Role.APPROVER).select_related("user").order_by("user__pk")
    )


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
        memberships = Membership.objects.current().filter(user=user)
        roles: dict[int, set[str]] = {}
        for unit_id, role in memberships.values_list("unit_id", "role"):
            roles.setdefault(unit_id, set()).add(role)
        if not roles:
            return []
        pages = UnitPage.objects.filter(unit__in=roles).defer_streamfields()
        by_action = self._permissions_by_action()
        return [
            GroupPagePermission(page=page, permission=by_action[action])
            for page in pages
            for action in sorted({action for role in roles[page.unit_id] for action in _ACTIONS[Role(role)]})
        ]

    def _permissions_by_action(self) -> dict[str, Permission]:
        permissions = Permission.objects.filter(
            content_type=get_default_page_content_type(), codename__in=["add_page", "change_page"]
        )
        return {permission.codename.removesuffix("_page"): permission for permission in permissions}
