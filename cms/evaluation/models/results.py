"""The frozen result of a unit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.audit.written_once import WrittenOnce, WrittenOnceQuerySet
from cms.units.models import Unit

from .evaluations import Evaluation
from .refusals import EvaluationRefused


class UnitResult(WrittenOnce):
    """A unit's sheet as it was frozen, with the items that it counted, so that it reads the same for ever."""

    refusal = EvaluationRefused
    edit_refused = _("A frozen result is not changed: reopen the year.")
    delete_refused = edit_refused

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="results")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(_("points"), max_digits=7, decimal_places=2, null=True)
    sheet = models.JSONField(_("sheet"))
    items = models.JSONField(_("items"))

    objects = WrittenOnceQuerySet["UnitResult"].as_manager()

    class Meta:
        verbose_name = _("result of a unit")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["evaluation", "unit"], name="evaluation_result_once_a_unit")]

    def __str__(self) -> str:
        return str(self.sheet.get("name", ""))
