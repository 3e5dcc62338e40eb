"""Where browsers send photos to."""

from django.urls import path

from cms.photos.uploads.views import CreateView, UploadView

app_name = "uploads"
urlpatterns = [
    path("", CreateView.as_view(), name="create"),
    path("<uuid:key>/", UploadView.as_view(), name="upload"),
]
