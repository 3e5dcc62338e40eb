"""The addresses of quotas in the admin: each part names its own, in its own namespace."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("cms.quotas.desk.urls")),
    path("nhac-nho/", include("cms.quotas.reminders.urls")),
    path("bang/", include("cms.quotas.board.urls")),
    path("quy-dinh/", include("cms.quotas.rules.urls")),
]
