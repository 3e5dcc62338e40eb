"""The door: signing in, asking for a link, and the answers to who is not let in."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.account import LoginView

from cms.accounts.asking import ask_for_link
from cms.accounts.entering import enter
from cms.accounts.forms import AskLinkForm, SignInForm
from cms.accounts.models import Means
from cms.accounts.throttling import locked_until

if TYPE_CHECKING:
    from django.http import HttpRequest


class SignInView(LoginView):
    """The sign-in with a password."""

    template_name = "wagtailadmin/login.html"

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def form_valid(self, form: SignInForm) -> HttpResponse:
        enter(self.request, form.get_user(), means=Means.PASSWORD, stay=form.cleaned_data["remember"])
        return HttpResponseRedirect(self.get_success_url())


@method_decorator(never_cache, name="dispatch")
class AskLinkView(FormView):
    """Whoever forgot their password asks for a link. Every name gets the same answer."""

    template_name = "accounts/ask_link.html"
    form_class = AskLinkForm

    def form_valid(self, form: AskLinkForm) -> HttpResponse:
        try:
            ask_for_link(self.request, form.cleaned_data["identifier"])
        except ValidationError as error:
            form.add_error(None, error)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return render(self.request, "accounts/link_asked.html")


@method_decorator(never_cache, name="dispatch")
class NoRoleView(TemplateView):
    """Says why somebody with a login is not let in."""

    template_name = "accounts/no_role.html"


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """The answer after too many wrong passwords: when to try again, and the way by a link meanwhile."""
    until = locked_until(request, credentials)
    response = render(request, "accounts/locked_out.html", {"until": until}, status=429)
    response["Retry-After"] = str(max(1, math.ceil((until - timezone.now()).total_seconds())))
    return response
