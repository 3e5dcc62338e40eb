"""On which day the evaluation year of a kind begins (domain, "Quarterly notice and yearly evaluation")."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.units.days import DatedQuerySet

from .series import KindSeries

# Not a leap year: 29 February begins no year, for most years lack it.
_SOME_YEAR = 2001


class EvaluationCalendar(KindSeries):
    """The first day of the evaluation years that begin while this holds; without one it is 1 January."""

    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    day_of_month = models.PositiveSmallIntegerField(
        _("day of the month"), validators=[MinValueValidator(1), MaxValueValidator(31)]
    )

    objects = DatedQuerySet["EvaluationCalendar"].as_manager()

    class Meta(KindSeries.Meta):
        verbose_name = _("first day of the evaluation year")
        verbose_name_plural = _("first days of the evaluation year")
        constraints = [
            *KindSeries.Meta.constraints,
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), day_of_month__range=(1, 31)) & ~Q(month=2, day_of_month__gt=28),
                name="evaluation_year_begins_on_a_day_of_every_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_of_month:02}/{self.month:02}"

    def clean(self) -> None:
        super().clean()
        try:
            dt.date(_SOME_YEAR, self.month or 0, self.day_of_month or 0)
        except ValueError as error:
            message = _("A year begins on a day that every year has; 29 February is none.")
            raise ValidationError({"day_of_month": message}) from error
