"""Who meets the screens of notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from cms.notices.models import Notice
from cms.units.roles import is_board

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest


@method_decorator([require_admin_access, never_cache], name="dispatch")
class BoardView(View):
    """A screen that is not there for anybody but the board; the acts behind it guard themselves too."""

    request: SignedInRequest

    def dispatch(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if not is_board(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class NoticeMixin(BoardView):
    """A screen about one notice."""

    @cached_property
    def notice(self) -> Notice:
        found = Notice.objects.select_related("amends", "amendment", "signature_block")
        return get_object_or_404(found, pk=self.kwargs["pk"])
