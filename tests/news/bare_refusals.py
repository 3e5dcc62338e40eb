"""The site's addresses, with an answer for what is not found that renders nothing."""

from django.http import HttpRequest, HttpResponseNotFound

from cms.urls import handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]


def handler404(request: HttpRequest, exception: Exception) -> HttpResponseNotFound:
    """The bare status."""
    return HttpResponseNotFound()
