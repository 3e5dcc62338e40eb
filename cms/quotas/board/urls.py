"""The board's table of all units; its namespace is closed to people of units."""

from django.urls import path

from cms.quotas.board.views import ExportView, TableView

app_name = "quota_board"
urlpatterns = [
    path("", TableView.as_view(), name="table"),
    path("tien-do.xlsx", ExportView.as_view(), name="export"),
]
