"""Who signs in."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person with a login. The user name is the short name that they type."""

    def get_full_name(self) -> str:
        """The name in Vietnamese order: family name first."""
        return f"{self.last_name} {self.first_name}".strip()

    @cached_property
    def group_names(self) -> set[str]:
        """The names of the groups that the person is in; asked once for each request."""
        return set(self.groups.values_list("name", flat=True))

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()
