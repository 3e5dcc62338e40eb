"""Screens that only administrators know of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access

from cms.units.roles import is_administrator

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest


@method_decorator(require_admin_access, name="dispatch")
class AdministratorsOnly(TemplateView):
    """Answers 404 to everybody else."""

    request: SignedInRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_administrator(self.request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)
