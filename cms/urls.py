"""The frame: every address of the site."""

from django.conf import settings
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("xac-thuc/", include("cms.accounts.second_factor.urls")),
    path("", include("cms.accounts.urls")),
    # Above the admin's own addresses, which lead a stranger to the sign-in: a program wants an answer.
    path("admin/tai-anh/", include("cms.photos.uploads.urls")),
    path("admin/tin/viet/", include("cms.news.script_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("anh/", include("cms.photos.urls")),
    path("thong-bao-quy/", include("cms.notices.public.urls")),
    path("", include("cms.portal.urls")),
    path("", include(wagtail_urls)),
]
if settings.DEBUG:
    urlpatterns = [*staticfiles_urlpatterns(), *urlpatterns]

handler404 = "cms.portal.views.not_found"
handler500 = "cms.portal.views.server_error"
