"""The addresses of the statistics in the admin."""

from django.urls import path

from cms.statistics.views import StatisticsView, WorkbookView

app_name = "statistics"
urlpatterns = [
    path("", StatisticsView.as_view(), name="index"),
    path("<slug:table>.xlsx", WorkbookView.as_view(), name="workbook"),
]
