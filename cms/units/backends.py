"""The permission that comes with a role in a unit: to enter the admin, as long as the role lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import BaseBackend

from cms.units.models import Membership
from cms.units.permissions import units_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cms.accounts.models import User

ENTER_ADMIN = "wagtailadmin.access_admin"


class MembershipBackend(BaseBackend):
    """Lets people of units in; what they find there is the page policy's and the screens' to say."""

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Any = None) -> bool:
        if perm != ENTER_ADMIN or not user_obj.is_active or user_obj.is_anonymous:
            return False
        # Asked at every request: most people have a role of their own, which is found at once.
        return Membership.objects.current().filter(user=user_obj.pk).exists() or units_of(user_obj).exists()
