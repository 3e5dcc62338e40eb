"""Rows that are written once: evidence, records, decisions. No caller edits or deletes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import models

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_Row = TypeVar("_Row", bound=models.Model)


class WrittenOnceQuerySet(models.QuerySet[_Row]):
    """Rows of a ``WrittenOnce`` model: many at once are as fixed as one."""

    def update(self, **kwargs: Any) -> int:
        rule: Any = self.model
        raise rule.refusal(str(rule.edit_refused))

    def delete(self) -> tuple[int, dict[str, int]]:
        rule: Any = self.model
        raise rule.refusal(str(rule.delete_refused))


class WrittenOnce(models.Model):
    """A row that is stored once, and from then on is neither changed nor deleted.

    A model says with ``refusal`` what is raised, and with the two messages why. It takes its manager from
    ``WrittenOnceQuerySet``. An act that may change a row all the same goes past both with a plain ``models.QuerySet``.
    """

    refusal: ClassVar[type[Exception]]
    edit_refused: ClassVar[StrOrPromise]
    delete_refused: ClassVar[StrOrPromise]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise self.refusal(str(self.edit_refused))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise self.refusal(str(self.delete_refused))
