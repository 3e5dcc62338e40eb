"""On which day the evaluation year of a kind begins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.evaluation.models import EvaluationCalendar

from .series import SeriesForm


class CalendarForm(SeriesForm):
    """The first day of the year."""

    day_of_month = forms.IntegerField(label=_("Day of the month"), min_value=1, max_value=31)
    month = forms.IntegerField(label=_("Month"), min_value=1, max_value=12)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "month" in cleaned and "day_of_month" in cleaned:
            EvaluationCalendar(month=cleaned["month"], day_of_month=cleaned["day_of_month"]).clean()
        return cleaned

    def row(self) -> EvaluationCalendar:
        """The calendar that was entered, not stored yet."""
        return EvaluationCalendar(**{name: value for name, value in self.cleaned_data.items() if name != "reason"})

    @staticmethod
    def initial_of(row: EvaluationCalendar) -> dict[str, Any]:
        return {"source": row.source, "day_of_month": row.day_of_month, "month": row.month}
