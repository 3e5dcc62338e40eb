"""The screens of import and export."""

from django.urls import path

from cms.spreadsheets.models import Subject
from cms.spreadsheets.views import publications
from cms.spreadsheets.views.files import DropView, FileView, ImportView
from cms.spreadsheets.views.index import ExportView, IndexView, TemplateView, UploadView

_OF_PUBLICATIONS = {"subject": Subject.PUBLICATIONS}

app_name = "spreadsheets"
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("mau/", TemplateView.as_view(), name="template"),
    path("xuat/", ExportView.as_view(), name="export"),
    path("tep/", UploadView.as_view(), name="upload"),
    path("tep/<int:pk>/", FileView.as_view(), name="file"),
    path("tep/<int:pk>/nhap/", ImportView.as_view(), name="import"),
    path("tep/<int:pk>/bo/", DropView.as_view(), name="drop"),
    path("tin-cu/", publications.IndexView.as_view(**_OF_PUBLICATIONS), name="publications_index"),
    path("tin-cu/mau/", publications.TemplateView.as_view(**_OF_PUBLICATIONS), name="publications_template"),
    path("tin-cu/tep/", publications.UploadView.as_view(**_OF_PUBLICATIONS), name="publications_upload"),
    path("tin-cu/tep/<int:pk>/", FileView.as_view(**_OF_PUBLICATIONS), name="publications_file"),
    path("tin-cu/tep/<int:pk>/nhap/", ImportView.as_view(**_OF_PUBLICATIONS), name="publications_import"),
    path("tin-cu/tep/<int:pk>/bo/", DropView.as_view(**_OF_PUBLICATIONS), name="publications_drop"),
]
