"""The record of what became of units: who followed whom, by which decision, from which day on."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.audit.written_once import WrittenOnce, WrittenOnceQuerySet

from .units import Unit


class SuccessionRefused(PermissionDenied):
    """A change of the record of successions, which is written once and never edited."""


class AppendOnly(WrittenOnce):
    """A row of the record: written once, never edited or deleted."""

    refusal = SuccessionRefused
    edit_refused = delete_refused = _("The record of successions cannot be edited.")

    class Meta:
        abstract = True


class SuccessionKind(models.TextChoices):
    FOUNDING = "founding", _("founding")
    RENAMING = "renaming", _("renaming")
    CHANGE_OF_KIND = "change_of_kind", _("change of kind")
    CHANGE_OF_SIZE = "change_of_size", _("change of size")
    TRANSFER = "transfer", _("transfer to another parent unit")
    MERGER = "merger", _("merger")
    DIVISION = "division", _("division")
    DISSOLUTION = "dissolution", _("dissolution")


class SuccessionQuerySet(WrittenOnceQuerySet["Succession"]):
    def standing(self) -> Self:
        """Successions that hold: those that were not undone."""
        return self.filter(undoing__isnull=True)

    def concerning(self, *units: Unit | int) -> Self:
        """Successions in which one of ``units`` takes part, on whichever side."""
        return self.filter(units__unit__in=units).distinct()


class Succession(AppendOnly):
    """What became of units on a day, by which decision, and what exactly was changed.

    ``effects`` holds, in plain JSON, each unit's state before and after and the rows that were closed, superseded and
    opened: enough to undo the act exactly, and to compute the register anew from the records alone.
    """

    kind = models.CharField(_("what happened"), max_length=20, choices=SuccessionKind)
    decision_number = models.CharField(_("number of the decision"), max_length=100, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)
    day = models.DateField(_("holds from"), db_index=True)
    note = models.TextField(_("note"), blank=True)
    effects = models.JSONField(_("effects"), default=dict)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.FOUNDING) | (~Q(decision_number="") & Q(decision_date__isnull=False)),
                name="units_succession_has_a_decision",
                violation_error_message=_("The number and the date of the decision are needed."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.day:%d/%m/%Y}"

    @property
    def is_undone(self) -> bool:
        """Whether a later recorded act undid this one."""
        return hasattr(self, "undoing")

    @property
    def heirs(self) -> dict[int, int | None]:
        """Where what belongs to a closed unit goes if nothing else was said: unit to unit, or to none (by id)."""
        return {int(unit): heir for unit, heir in self.effects["heirs"].items()}

    def destination(self, name: str, key: int, unit: int) -> int | None:
        """Where the thing ``key`` of the follower ``name``, which belongs to ``unit``, goes: a unit's id, or none.

        ``unit`` itself if the succession does not touch it.
        """
        chosen = self.effects["followers"].get(name, {})
        return chosen[str(key)] if str(key) in chosen else self.heirs.get(unit, unit)

    def units_on(self, *sides: str) -> list[Unit]:
        """The units on the named sides (``SuccessionUnit.Side``), in the order in which they were named."""
        return [row.unit for row in self.units.select_related("unit") if row.side in sides]


class SuccessionUnit(AppendOnly):
    """A unit that takes part in a succession: there before, there from the day on, or moved along."""

    class Side(models.TextChoices):
        FROM = "from", _("before")
        TO = "to", _("from the day on")
        WITH = "with", _("moved along")

    succession = models.ForeignKey(Succession, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    side = models.CharField(_("side"), max_length=4, choices=Side)

    objects = WrittenOnceQuerySet["SuccessionUnit"].as_manager()

    class Meta:
        verbose_name = _("unit of a succession")
        verbose_name_plural = _("units of successions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["succession", "unit", "side"], name="units_one_side_of_a_succession")
        ]

    def __str__(self) -> str:
        return f"{self.unit} ({self.get_side_display()})"


class CarryingOut(AppendOnly):
    """That what cannot be dated (pages, contributors, drafts) has followed, on the day or after it."""

    succession = models.OneToOneField(Succession, on_delete=models.PROTECT, related_name="carrying_out")
    at = models.DateTimeField(_("carried out at"), auto_now_add=True)
    data = models.JSONField(_("what was changed"), default=dict)

    objects = WrittenOnceQuerySet["CarryingOut"].as_manager()

    class Meta:
        verbose_name = _("carrying out of a succession")
        verbose_name_plural = _("carryings out of successions")

    def __str__(self) -> str:
        return str(self.succession)


class SuccessionUndoing(AppendOnly):
    """That a succession was undone: by whom, when and why, and what that changed."""

    succession = models.OneToOneField(Succession, on_delete=models.PROTECT, related_name="undoing")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("undone by")
    )
    at = models.DateTimeField(_("undone at"), auto_now_add=True)
    reason = models.TextField(_("reason"))
    data = models.JSONField(_("what was changed"), default=dict)

    objects = WrittenOnceQuerySet["SuccessionUndoing"].as_manager()

    class Meta:
        verbose_name = _("undoing of a succession")
        verbose_name_plural = _("undoings of successions")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="units_undoing_has_a_reason")]

    def __str__(self) -> str:
        return str(self.succession)
