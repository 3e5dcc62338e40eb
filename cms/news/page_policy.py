"""Who may see and touch which pages: units their own news, the board what units have vetted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.news.access import ItemAccess, known_to_board
from cms.news.models import NewsPage
from cms.units.permissions import UnitPagePermissionPolicy, is_board, units_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from wagtail.models import Page

    from cms.accounts.models import User

# What no Wagtail screen or interface may do with an item, whoever asks.
_ACTS_OF_MODERATION = {"publish", "lock", "unlock", "bulk_delete"}


class NewsroomPagePermissionPolicy(UnitPagePermissionPolicy):
    """The policy in force for every page: memberships, and no item that is not for a person's eyes."""

    def items_unknown_to(self, user: User) -> QuerySet[NewsPage]:
        """The items that a person may not know of."""
        # Asked apart: as parts of one statement, the conditions nest deeper than SQLite's parser goes.
        known = list(units_of(user).order_by().values_list("pk", flat=True))
        unknown = NewsPage.objects.exclude(unit__in=known)
        return unknown.exclude(known_to_board()) if is_board(user) else unknown

    def without_unknown(self, user: User, pages: QuerySet[Page]) -> QuerySet[Page]:
        """``pages`` without the items that a person may not know of."""
        if user.is_active and user.is_superuser:
            return pages
        return pages.exclude(pk__in=self.items_unknown_to(user).order_by().values("pk"))

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet[Page]:
        pages = super().instances_user_has_any_permission_for(user, set(actions))
        if set(actions) <= _ACTS_OF_MODERATION:
            pages = pages.exclude(pk__in=NewsPage.objects.order_by().values("pk"))
        return self.without_unknown(user, pages)

    def explorable_instances(self, user: User) -> QuerySet[Page]:
        if not self.user_has_any_permission(user, {"add", "change", "publish"}):
            return self.model._default_manager.none()
        return self.without_unknown(user, super().explorable_instances(user))

    def user_has_any_permission_for_instance(self, user: User, actions: Iterable[str], instance: Page) -> bool:
        actions = set(actions)
        if issubclass(instance.specific_class or type(instance), NewsPage):
            tester = instance.permissions_for_user(user)
            allowed = {"change": tester.can_edit, "delete": tester.can_delete, "view": tester.can_edit}
            return any(allowed[action]() for action in actions if action in allowed)
        return super().user_has_any_permission_for_instance(user, actions, instance)

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Page, include_superusers: bool = True
    ) -> Any:
        users = super().users_with_any_permission_for_instance(set(actions), instance, include_superusers)
        if issubclass(instance.specific_class or type(instance), NewsPage):
            knowing = [user for user in users if ItemAccess(user, instance.specific).may_see]
            allowed = [u.pk for u in knowing if self.user_has_any_permission_for_instance(u, actions, instance)]
            return users.filter(pk__in=allowed)
        return users
