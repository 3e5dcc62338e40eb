"""The screens of import and export."""

from django.urls import path

from cms.spreadsheets.views.files import DropView, FileView, ImportView
from cms.spreadsheets.views.index import ExportView, IndexView, TemplateView, UploadView

app_name = "spreadsheets"
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("mau/", TemplateView.as_view(), name="template"),
    path("xuat/", ExportView.as_view(), name="export"),
    path("tep/", UploadView.as_view(), name="upload"),
    path("tep/<int:pk>/", FileView.as_view(), name="file"),
    path("tep/<int:pk>/nhap/", ImportView.as_view(), name="import"),
    path("tep/<int:pk>/bo/", DropView.as_view(), name="drop"),
]
