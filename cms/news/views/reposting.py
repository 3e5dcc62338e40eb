"""*Đăng lại từ nguồn khác*: an item of the board's own unit that says whence it comes and who permitted it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.news.lists import writable_units
from cms.units.models import Origin, UnitKind
from cms.units.permissions import is_board

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cms.accounts.requests import SignedInRequest


@method_decorator(require_admin_access, name="dispatch")
class RepostView(View):
    """Leads to the editor, which asks for source, address and permission; the item is vetted like any other."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        if not is_board(request.user):
            raise Http404
        unit = writable_units(request.user).filter(versions__kind__code=UnitKind.BOARD).first()
        if unit is None:
            messages.error(request, _("Only who writes for the editorial board's own unit enters a repost."))
            return redirect("news:board")
        address = reverse("wagtailadmin_pages:add", args=["news", "newspage", unit.page.pk])
        return redirect(f"{address}?{urlencode({'origin': Origin.REPOSTED})}")
