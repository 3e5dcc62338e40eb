"""Who may do what with photos, for Wagtail's admin and for ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from wagtail.models import Collection
from wagtail.permission_policies import BasePermissionPolicy

from cms.units.on_behalf import may_enter_for
from cms.units.permissions import has_role, is_board, units_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from cms.accounts.models import User
    from cms.photos.models import Photo
    from cms.photos.models.querysets import PhotoQuerySet
    from cms.units.models import Unit

SEEING = frozenset({"choose", "view"})
CHANGING = frozenset({"change", "delete"})
ADDING = frozenset({"add"})


def works_with_photos(user: User | AnonymousUser) -> bool:
    """Whether a person may upload photos at all: anyone with a role in a unit today, and the board."""
    return user.is_active and (user.is_superuser or is_board(user) or units_of(user).exists())


def may_add_for(user: User | AnonymousUser, unit: Unit | None) -> bool:
    """Whether a person may add photos of a unit today (None: the board's own).

    Its people may, and the board where it enters news on a unit's behalf.
    """
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    if unit is None:
        return is_board(user)
    return has_role(user, unit) or may_enter_for(user, unit)


class PhotoPermissionPolicy(BasePermissionPolicy):
    """Photos are their unit's; the board sees what was sent to it (``PhotoQuerySet`` has the rules).

    Single photos are checked by the same query that lists them, so that check and list cannot disagree.
    """

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        return action in ADDING | SEEING | CHANGING and works_with_photos(user)

    def user_has_permission_for_instance(self, user: User | AnonymousUser, action: str, instance: Photo) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(
        self, user: User | AnonymousUser, actions: Iterable[str], instance: Photo
    ) -> bool:
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: User | AnonymousUser, actions: Iterable[str]
    ) -> PhotoQuerySet:
        asked = frozenset(actions)
        if asked & SEEING:
            return self.model.objects.visible_to(user)
        if asked & CHANGING:
            return self.model.objects.changeable_by(user)
        return self.model.objects.none()

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return _active_users(lambda user: self.user_has_any_permission(user, actions))

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: Photo) -> QuerySet[User]:
        return _active_users(lambda user: self.user_has_any_permission_for_instance(user, actions, instance))

    def collections_user_has_any_permission_for(
        self, user: User | AnonymousUser, actions: Iterable[str]
    ) -> QuerySet[Collection]:
        """The one collection that all photos lie in: collections say nothing about who sees what here."""
        if self.user_has_any_permission(user, actions):
            return Collection.objects.filter(depth=1)
        return Collection.objects.none()

    def collections_user_has_permission_for(self, user: User | AnonymousUser, action: str) -> QuerySet[Collection]:
        return self.collections_user_has_any_permission_for(user, [action])


def _active_users(may: Callable[[User], bool]) -> QuerySet[User]:
    """The active people of whom something is true. Asked one by one: for rare use, and never a rule of its own."""
    people = get_user_model().objects.filter(is_active=True)
    return people.filter(pk__in=[user.pk for user in people if may(user)])
