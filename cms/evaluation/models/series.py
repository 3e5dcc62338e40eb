"""What holds of a kind of unit from one day to another, with the paper that says so."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.units.days import Dated
from cms.units.models import UnitKind

from .refusals import EvaluationRefused

# What an act may change of a row that is stored; the rest is another row.
_CHANGEABLE = {"valid_to", "superseded_at"}


class KindSeries(Dated):
    """One row holds for a kind on a day. A later paper is another row; a slip is superseded by one with a reason."""

    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, verbose_name=_("kind"), related_name="+")
    source = models.TextField(_("by which paper"), help_text=_("Letter or decision, with number and date."))
    reason = models.TextField(_("reason for the correction"), blank=True, editable=False)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="replaced_by"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta(Dated.Meta):
        abstract = True
        ordering = ["kind__order", "-valid_from", "-pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(source=""), name="%(app_label)s_%(class)s_has_a_source"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""),
                name="%(app_label)s_%(class)s_corrected_for_a_reason",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row; raises ``EvaluationRefused`` if a stored one would say something else."""
        if not self._state.adding and set(kwargs.get("update_fields") or ["all"]) - _CHANGEABLE:
            raise EvaluationRefused(str(_("What has been entered stays: enter a later one, or a correction.")))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise EvaluationRefused(str(_("What has been entered stays: enter a later one, or a correction.")))
