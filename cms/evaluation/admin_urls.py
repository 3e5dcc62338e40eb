"""The board's screens of evaluation."""

from django.urls import path

from cms.evaluation.views.acts import ActView
from cms.evaluation.views.differences import DifferencesView
from cms.evaluation.views.evaluation import EvaluationView
from cms.evaluation.views.index import IndexView, OpenView
from cms.evaluation.views.papers import DocxView, LetterView, XlsxView
from cms.evaluation.views.series import CalendarFormView, CalendarsView, PointsFormView, PointsView
from cms.evaluation.views.sheet import SheetView

app_name = "evaluation"
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("mo/", OpenView.as_view(), name="open"),
    path("bang-diem/", PointsView.as_view(), name="points"),
    path("bang-diem/moi/", PointsFormView.as_view(), name="new_points"),
    path("bang-diem/<int:pk>/sua/", PointsFormView.as_view(), name="correct_points"),
    path("ngay-dau-nam/", CalendarsView.as_view(), name="calendars"),
    path("ngay-dau-nam/moi/", CalendarFormView.as_view(), name="new_calendar"),
    path("ngay-dau-nam/<int:pk>/sua/", CalendarFormView.as_view(), name="correct_calendar"),
    path("<int:pk>/", EvaluationView.as_view(), name="evaluation"),
    path("<int:pk>/don-vi/<int:unit>/", SheetView.as_view(), name="sheet"),
    path("<int:pk>/van-ban/", LetterView.as_view(), name="letter"),
    path("<int:pk>/van-ban.docx", DocxView.as_view(), name="docx"),
    path("<int:pk>/so-lieu.xlsx", XlsxView.as_view(), name="xlsx"),
    path("<int:pk>/khac-biet/", DifferencesView.as_view(), name="differences"),
    path("<int:pk>/<slug:act>/", ActView.as_view(), name="act"),
]
