"""The page "Tài khoản": what a person sees and changes of their own login."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.accounts.forms import ContactForm, NewPasswordForm
from cms.accounts.identifiers import readable_phone
from cms.accounts.models import Ended, SignIn
from cms.accounts.passwords import came_by_fresh_link, change_contact, change_password, sign_out_device
from cms.accounts.second_factor import needs_second_factor
from cms.accounts.sessions import end_sessions

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from cms.accounts.requests import SignedInRequest

LATEST = 10
guarded = method_decorator([never_cache, require_admin_access], name="dispatch")


def _address(name: str) -> str | None:
    """The address of a screen that another floor may offer."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


@guarded
class AccountView(View):
    """All of it at a look, each change one tap away."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        user = request.user
        going_on = SignIn.objects.filter(user=user).going_on(timezone.now()).order_by("-seen_at")
        context = {
            "person": user,
            "phone": readable_phone(user.phone) if user.phone else "",
            "devices": going_on,
            "current": request.sign_in,
            "latest": SignIn.objects.filter(user=user)[:LATEST],
            "second_factor": _address("second_factor:manage") if needs_second_factor(user) else None,
            "leave": _address("units:my_leave"),
        }
        return render(request, "accounts/account.html", context)


@guarded
class ChangeView(View):
    """A form about one's own login, that asks for the password unless a fresh link stands for it."""

    template_name = "accounts/change.html"
    title: Any = ""
    done: Any = ""

    def form(self, request: SignedInRequest, data: Any = None) -> forms.Form:
        raise NotImplementedError

    def change(self, request: SignedInRequest, data: dict[str, Any]) -> None:
        raise NotImplementedError

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self._page(request, self.form(request))

    @method_decorator([sensitive_post_parameters(), sensitive_variables()])
    def post(self, request: SignedInRequest) -> HttpResponse:
        form = self.form(request, request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            self.change(request, form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self._page(request, form, status=422)
        messages.success(request, self.done)
        return redirect("accounts:account")

    def _page(self, request: SignedInRequest, form: forms.Form, status: int = 200) -> HttpResponse:
        return render(request, self.template_name, {"form": form, "title": self.title}, status=status)

    @staticmethod
    def asks_old(request: SignedInRequest) -> bool:
        return not came_by_fresh_link(request.sign_in)


class PasswordView(ChangeView):
    @property
    def title(self) -> str:
        return _("New password")

    @property
    def done(self) -> str:
        return _("Your password was changed; all other devices were signed out.")

    def form(self, request: SignedInRequest, data: Any = None) -> forms.Form:
        return NewPasswordForm(request.user, data, asks_old=self.asks_old(request))

    def change(self, request: SignedInRequest, data: dict[str, Any]) -> None:
        try:
            change_password(request, old=data.get("old_password", ""), new=data["new_password1"])
        except ValidationError as error:
            raise ValidationError({"old_password": error}) from None


class ContactView(ChangeView):
    @property
    def title(self) -> str:
        return _("Telephone and e-mail")

    @property
    def done(self) -> str:
        return _("Saved.")

    def form(self, request: SignedInRequest, data: Any = None) -> forms.Form:
        return ContactForm(request.user, data, asks_old=self.asks_old(request))

    def change(self, request: SignedInRequest, data: dict[str, Any]) -> None:
        password = data.get("password", "")
        change_contact(request.user, request.sign_in, password=password, phone=data["phone"], email=data["email"])


@never_cache
@require_admin_access
@require_POST
def sign_out_one(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign one of one's own devices out."""
    sign_out_device(request.user, pk)
    messages.success(request, _("The device was signed out."))
    return redirect("accounts:account")


@never_cache
@require_admin_access
@require_POST
def sign_out_others(request: SignedInRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_sessions(request.user, by=request.user, reason=Ended.OTHER_DEVICE, keep=request.sign_in)
    messages.success(request, _("All other devices were signed out."))
    return redirect("accounts:account")
