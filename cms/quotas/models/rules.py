"""What a kind of unit owes from one day to another: numbers are policy, entered with the letter that set them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.quotas.periods import PeriodKind
from cms.units.days import Dated, DatedQuerySet
from cms.units.models import UnitKind

# What an end or a correction sets; all else of a rule stays as it was entered.
_OPEN_TO_ACTS = {"valid_to", "superseded_at", "superseded_by", "superseded_reason"}


class QuotaRuleRefused(PermissionDenied):
    """A change of a quota rule past the acts that enter, end and correct rules."""


class CountingDay(models.TextChoices):
    PUBLICATION = "publication", _("the day of the first publication")
    APPROVAL = "approval", _("the day of the unit's approval")


class QuotaRule(Dated):
    """How many items units of a kind, and of a size if it says so, owe in each period and in the year.

    At most one rule holds for a kind, size and day. A unit of unknown size has size 0 for a rule that asks for one.
    """

    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="quota_rules", verbose_name=_("kind"))
    min_size = models.PositiveIntegerField(
        _("from so many members"), null=True, blank=True, help_text=_("Empty: whatever their number.")
    )
    max_size = models.PositiveIntegerField(
        _("up to so many members"), null=True, blank=True, help_text=_("This number included; empty: no upper limit.")
    )
    period = models.CharField(_("period"), max_length=10, choices=PeriodKind)
    per_period = models.PositiveSmallIntegerField(_("items in each period"))
    per_year = models.PositiveSmallIntegerField(
        _("items in the year"),
        null=True,
        blank=True,
        help_text=_("Of a unit that lived through the whole year; empty: the sum of its periods."),
    )
    counting_day = models.CharField(
        _("day that counts"), max_length=20, choices=CountingDay, default=CountingDay.PUBLICATION
    )
    letter = models.TextField(_("letter"), help_text=_("The letter or decision that set the numbers: number and date."))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="replaced_by"
    )
    superseded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    superseded_reason = models.TextField(_("reason for the correction"), blank=True, editable=False)

    objects = DatedQuerySet["QuotaRule"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("quota rule")
        verbose_name_plural = _("quota rules")
        ordering = ["kind__order", "min_size", "valid_from", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(min_size__isnull=True) | Q(max_size__isnull=True) | Q(max_size__gte=F("min_size")),
                name="quotas_sizes_in_order",
                violation_error_message=_("The greatest number of members is below the smallest."),
            ),
            models.CheckConstraint(
                condition=~Q(letter=""),
                name="quotas_rule_has_a_letter",
                violation_error_message=_("A rule needs the letter that set it."),
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | ~Q(superseded_reason=""),
                name="quotas_correction_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.valid_from:%d/%m/%Y}"

    def is_for(self, size: int | None) -> bool:
        """Whether the rule is for units of so many members (None: nobody knows)."""
        members = size or 0
        return (self.min_size is None or self.min_size <= members) and (
            self.max_size is None or members <= self.max_size
        )

    @property
    def asks_size(self) -> bool:
        """Whether the rule is for units of a certain size only."""
        return self.min_size is not None or self.max_size is not None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the rule; raises ``QuotaRuleRefused`` if what it says would become something else."""
        if not self._state.adding:
            self._guard_what_it_says()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise QuotaRuleRefused(_t("A quota rule is kept: end it, or correct it with a reason."))

    def _guard_what_it_says(self) -> None:
        fixed = [field.attname for field in self._meta.concrete_fields if field.name not in _OPEN_TO_ACTS]
        stored = QuotaRule.objects.filter(pk=self.pk).values(*fixed).get()
        if any(getattr(self, name) != value for name, value in stored.items()):
            raise QuotaRuleRefused(_t("What a quota rule says is not edited: end it, or correct it with a reason."))
