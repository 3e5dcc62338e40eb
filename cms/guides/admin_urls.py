"""Addresses of the guides, below the admin's."""

from django.urls import path

from . import views

app_name = "guides"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.show, name="guide"),
]
