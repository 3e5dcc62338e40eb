"""Public addresses that are no pages."""

from django.urls import path

from cms.portal import views

app_name = "portal"
urlpatterns = [
    path("luu-tru/", views.archive, name="archive"),
    path("luu-tru/<int:year>/<int:month>/", views.archive_month, name="archive_month"),
]
