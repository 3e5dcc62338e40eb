"""The screens of official documents."""

from django.urls import path

from cms.official_documents.office_templates import views

app_name = "official_documents"
urlpatterns = [
    path("mau/", views.IndexView.as_view(), name="template"),
    path("mau/cua-phan-mem/", views.ShippedView.as_view(), name="shipped"),
    path("mau/thu/", views.SampleView.as_view(), name="sample"),
    path("mau/<int:pk>/", views.FileView.as_view(), name="file"),
]
