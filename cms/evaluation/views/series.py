"""Tables of points and first days of the year: what holds, what held, entering and correcting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cms.evaluation import acts
from cms.evaluation.forms.calendars import CalendarForm
from cms.evaluation.forms.points import PointsForm
from cms.evaluation.models import EvaluationCalendar, EvaluationRefused, KindSeries, PointsTable
from cms.evaluation.points.words import in_words
from cms.news.models import Genre
from cms.units.days import today

from .board import BoardScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class PointsView(BoardScreen):
    """Every table of points in plain words, those that hold first."""

    template_name = "evaluation/points.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        names = dict(Genre.objects.values_list("code", "name"))
        tables = [
            {"row": row, "words": in_words(row.terms, names), "holds": row.holds_on(today())}
            for row in PointsTable.objects.select_related("kind", "entered_by")
        ]
        tables.sort(key=lambda table: not table["holds"])
        return self.answer(tables=tables)


class CalendarsView(BoardScreen):
    """Every first day of the evaluation year that was entered."""

    template_name = "evaluation/calendars.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(rows=EvaluationCalendar.objects.select_related("kind", "entered_by"), today=today())


class SeriesFormView(BoardScreen):
    """A new row, or (with ``pk``) one in the place of a row that was entered wrongly."""

    template_name = "evaluation/series_form.html"
    model: ClassVar[type[KindSeries]]
    form: ClassVar[type[PointsForm | CalendarForm]]
    back: ClassVar[str]
    title: ClassVar[Any]

    @cached_property
    def old(self) -> Any:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(self.model._default_manager.select_related("kind"), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        like = self.old or self._like()
        return self._show(self._asking(self.form(initial=self.form.initial_of(like) if like else None)))

    def _like(self) -> Any:
        """The row that a new one starts from, if the address names one."""
        named = self.request.GET.get("like", "")
        return self.model._default_manager.filter(pk=named).first() if named.isdecimal() else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._asking(self.form(request.POST))
        if form.is_valid():
            try:
                self._keep(form)
            except EvaluationRefused as refusal:
                form.add_error(None, str(refusal))
            except IntegrityError:
                form.add_error(None, _t("Somebody else has entered something for these days: look again."))
            else:
                messages.success(request, _t("Entered and recorded."))
                return redirect(self.back)
        return self._show(form)

    def _asking(self, form: Any) -> Any:
        form.ask_for(correction=self.old is not None)
        return form

    def _keep(self, form: Any) -> None:
        if self.old is None:
            acts.establish(form.row(), by=self.request.user)
        else:
            acts.correct(self.old, form.row(), by=self.request.user, reason=form.cleaned_data["reason"])

    def _show(self, form: Any) -> HttpResponse:
        leading = [form[name] for name in form.fields if name in SHOWN_FIRST]
        groups = list(form.groups()) if isinstance(form, PointsForm) else []
        return self.answer(form=form, old=self.old, title=self.title, back=self.back, leading=leading, groups=groups)


SHOWN_FIRST = (
    "kind",
    "valid_from",
    "source",
    "reason",
    "day_of_month",
    "month",
    "maximum",
    "owing_nothing",
    "gone_units",
)


class PointsFormView(SeriesFormView):
    model, form, back, title = PointsTable, PointsForm, "evaluation:points", _("Table of points")


class CalendarFormView(SeriesFormView):
    model, form, back, title = (
        EvaluationCalendar,
        CalendarForm,
        "evaluation:calendars",
        _("First day of the evaluation year"),
    )
