"""The screen after an act: with whom the item is now, and how to tell them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from cms.news.access import ItemAccess
from cms.news.lists import waiting_for
from cms.news.models import NewsPage
from cms.news.passing_on.panel import PassingOn, headline_for, passing_on
from cms.units.phones import read_number_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.accounts.models import User


class PassingOnMixin(View):
    """Finds the item and what the person may pass on about it."""

    @property
    def person(self) -> User:
        """Who asks; ``require_admin_access`` has seen to it that somebody does."""
        return cast("User", self.request.user)

    @cached_property
    def page(self) -> NewsPage:
        return get_object_or_404(NewsPage.objects.select_related("unit"), pk=self.kwargs["pk"])

    @cached_property
    def may_see(self) -> bool:
        return ItemAccess(self.person, self.page).may_see

    @cached_property
    def passing_on(self) -> PassingOn | None:
        """What there is to tell; who may not know of the item and did not return it either gets 404."""
        told = passing_on(self.page, self.person)
        if told is None and not self.may_see:
            raise Http404
        return told


@method_decorator([never_cache, require_admin_access], name="dispatch")
class PassedOnView(PassingOnMixin):
    """With whom the item is now; the item itself, where there is nobody to tell."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.passing_on is None:
            return redirect("news:item", pk)
        context = {
            "item": self.page,
            "headline": headline_for(self.page, self.person),
            "passing_on": self.passing_on,
            "may_see": self.may_see,
            "waiting": waiting_for(self.person).first(),
        }
        return render(request, "news/passed_on.html", context)


@method_decorator([never_cache, require_admin_access], name="dispatch")
class RingView(PassingOnMixin):
    """The number of one person who has the item now, to tap and call; the reading is written down."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, person: int) -> HttpResponse:
        people = self.passing_on.people if self.passing_on else []
        called = next((recipient.user for recipient in people if recipient.user.pk == person), None)
        if called is None:
            raise Http404
        try:
            phone = read_number_of(called, by=self.person)
        except PermissionDenied as refusal:
            raise Http404 from refusal
        context = {"name": called, "phone": phone, "rings": re.sub(r"[^\d+]", "", phone)}
        return render(request, "units/phone.html", context | {"back": reverse("news:passed_on", args=[pk])})
