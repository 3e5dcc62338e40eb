"""The table of points of a kind of unit, as the office enters it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.evaluation.terms import Terms
from cms.units.days import DatedQuerySet

from .series import KindSeries


class PointsTable(KindSeries):
    """What the criterion *tin, bài* gives units of a kind, in the years whose last day lies in its span."""

    plain_terms = models.JSONField(_("points"))
    is_sample = models.BooleanField(
        _("sample, to be confirmed"),
        default=False,
        help_text=_("Shipped with the software: no paper of the office stands behind it yet."),
    )

    objects = DatedQuerySet["PointsTable"].as_manager()

    class Meta(KindSeries.Meta):
        verbose_name = _("table of points")
        verbose_name_plural = _("tables of points")

    def __str__(self) -> str:
        return f"{self.kind}, {self.valid_from:%d/%m/%Y}"

    @property
    def terms(self) -> Terms:
        return Terms.from_json(self.plain_terms)
