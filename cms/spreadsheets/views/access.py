"""Who meets the screens of import and export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from cms.units.roles import is_administrator

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest


@method_decorator([require_admin_access, never_cache], name="dispatch")
class AdministratorsView(View):
    """A screen that is not there for anybody but administrators; the acts behind it guard themselves too."""

    request: SignedInRequest

    def dispatch(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if not is_administrator(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)
