"""Who opens the screens of reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from cms.quotas.reminders.access import may_read

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@method_decorator([never_cache, require_admin_access], name="dispatch")
class ReadersView(View):
    """A screen for the board and administrators; others learn nothing of it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_read(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)
