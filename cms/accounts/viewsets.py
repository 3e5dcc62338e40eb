"""The screens of people in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from wagtail.users.forms import UserEditForm
from wagtail.users.views.users import UserViewSet


class PersonEditForm(UserEditForm):
    """Nobody gives a role of the province to themselves: one's own form has no roles."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        editing_self = kwargs.get("editing_self", False)
        super().__init__(*args, **kwargs)
        if editing_self:
            self.fields.pop("groups", None)


class PersonViewSet(UserViewSet):
    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonEditForm if for_update else super().get_form_class(for_update)
