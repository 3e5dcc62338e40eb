"""What Wagtail's own screens and interfaces may do with an item: see and write, never publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.locks import BaseLock
from wagtail.models import PagePermissionTester

from cms.news.access import ItemAccess

if TYPE_CHECKING:
    from cms.accounts.models import User


class NewsPagePermissionTester(PagePermissionTester):
    """Says no, to superusers too, to everything that would go around moderation.

    Publishing, hiding, scheduling, submitting and the rest are acts of ``cms.news.moderation``, which guard
    themselves.
    """

    def can_edit(self) -> bool:
        return ItemAccess(self.user, self.page).may_see

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return ItemAccess(self.user, self.page).may_delete()

    def can_view_revisions(self) -> bool:
        return ItemAccess(self.user, self.page).may_see_earlier

    def _never(self, *args: Any, **kwargs: Any) -> bool:
        return False

    can_add_subpage = _never
    can_unpublish = _never
    can_publish = _never
    can_submit_for_moderation = _never
    can_set_view_restrictions = _never
    can_unschedule = _never
    can_lock = _never
    can_unlock = _never
    can_publish_subpage = _never
    can_reorder_children = _never
    can_move = _never
    can_copy = _never
    can_move_to = _never
    can_copy_to = _never


class ItemLock(BaseLock):
    """Keeps the text still for everybody whose turn it is not."""

    def for_user(self, user: User) -> bool:
        return ItemAccess(user, self.object).edit_stage() is None

    def get_message(self, user: User) -> str | None:
        if not self.for_user(user):
            return None
        return _("You can read the item; it cannot be changed now: %(state)s.") % {
            "state": self.object.get_state_display().lower()
        }

    def get_locked_by(self, user: User) -> str:
        return str(self.object.get_state_display())

    def get_description(self, user: User) -> str:
        return self.get_message(user) or _("You can change the item now.")
