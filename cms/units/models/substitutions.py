"""Which unit's approvers vet another unit's news too, by decision of the province."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.units.days import Dated, DatedQuerySet

from .units import Unit


class Substitution(Dated):
    """For a unit too small for two persons: the unit whose approvers vet its news beside its own.

    A dated decision of the province names it, often for many units at once. Never two for a unit on one day.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="substitutions", verbose_name=_("unit"))
    substitute = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="substitutes_for", verbose_name=_("substitute unit")
    )
    decision_number = models.CharField(_("number of the decision"), max_length=100)
    decision_date = models.DateField(_("date of the decision"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = DatedQuerySet["Substitution"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("substitute")
        verbose_name_plural = _("substitutes")
        ordering = ["-valid_from", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(substitute=F("unit")), name="units_no_unit_is_its_own_substitute"),
            models.CheckConstraint(condition=~Q(decision_number=""), name="units_substitution_has_a_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} - {self.substitute}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(_t("A substitute of a unit is kept: end it instead."))
