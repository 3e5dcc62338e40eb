"""The register's own screens in the admin."""

from django.urls import path

from cms.units.people_screens.urls import urlpatterns as people_urls
from cms.units.views.act import ActView
from cms.units.views.undo import UndoView

app_name = "units"
urlpatterns = [
    *people_urls,
    path("hoan-tac/<int:pk>/", UndoView.as_view(), name="undo"),
    path("<slug:kind>/", ActView.as_view(), name="act"),
]
