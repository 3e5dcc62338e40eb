"""Fields that an object writes once, when it is created, and never again by ``save()``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models


class Guarded(models.Model):
    """Remembers its guarded fields as the database has them.

    They are left out when an existing object is saved, so that a form opened earlier takes nothing back.
    """

    guarded_fields: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        instance = super().from_db(*args, **kwargs)
        instance.remember()
        return instance

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        self.remember()

    def remember(self) -> None:
        """Take the guarded fields as they are now for those of the database."""
        self._as_stored = {name: str(self.__dict__[name]) for name in self.guarded_fields if name in self.__dict__}

    def changed_by_hand(self) -> set[str]:
        """The guarded fields that differ from the database's."""
        return {name for name, value in self._as_stored.items() if str(self.__dict__.get(name, value)) != value}

    def unguarded(self, names: Iterable[str] | None) -> list[str]:
        """The fields among ``names`` (all that are loaded if there are none) that ``save()`` may write."""
        deferred = self.get_deferred_fields()
        fields = (field for field in self._meta.concrete_fields if not field.primary_key)
        loaded = [field.name for field in fields if field.attname not in deferred]
        return [name for name in names or loaded if name not in self.guarded_fields]
