"""The screens of the guides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render

from cms.guides.guides import guides_for

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cms.accounts.requests import SignedInRequest


def index(request: SignedInRequest) -> HttpResponse:
    """Straight to the guide of the person's own role."""
    return redirect("guides:guide", guides_for(request.user)[0].slug)


def show(request: SignedInRequest, slug: str) -> HttpResponse:
    """One guide, with the way to the others; one that is not for the person answers 404."""
    readable = guides_for(request.user)
    guide = next((guide for guide in readable if guide.slug == slug), None)
    if guide is None:
        raise Http404
    return render(request, "guides/guide.html", {"guide": guide, "guides": readable})
