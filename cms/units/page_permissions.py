"""What may be done with a unit's public page: the province keeps it, the unit only lives under it."""

from wagtail.models import PagePermissionTester


class UnitPagePermissionTester(PagePermissionTester):
    """People of a unit add news below the page; the page itself is not theirs to edit, move, copy or delete."""

    def _is_provincial(self) -> bool:
        return self.user.is_active and (self.user.is_superuser or "publish" in self.permissions)

    def can_edit(self) -> bool:
        return self._is_provincial() and super().can_edit()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False
