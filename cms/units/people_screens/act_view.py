"""A form for an act on people: shown, filled in, done as one act, or shown again with the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.units.roles import is_administrator

if TYPE_CHECKING:
    from cms.accounts.models import User


class PlainForm(forms.Form):
    """A form that shows the refusal of an act beside the field that it is about, if there is one."""

    def refuse(self, refusal: ValidationError) -> None:
        """Add the messages of a refused act to the form."""
        if hasattr(refusal, "error_dict"):
            for field, errors in refusal.error_dict.items():
                self.add_error(field if field in self.fields else None, errors)
        else:
            self.add_error(None, refusal)


@method_decorator(require_admin_access, name="dispatch")
class ActFormView(FormView):
    """Subclasses say what the act is (``perform``) and what the screen is called."""

    form_class: Any = PlainForm
    template_name = "units/people/act.html"
    title: Any = ""
    explanation: Any = ""
    submit_label: Any = ""
    is_grave = False
    icon = "user"

    def perform(self, form: Any) -> str:
        """Do the act and say so in a sentence; refusals come as exceptions."""
        raise NotImplementedError

    def back(self) -> str:
        """The address of the screen from which the act was reached."""
        raise NotImplementedError

    @property
    def by(self) -> User:
        return self.request.user  # type: ignore[return-value]

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            told = self.perform(form)
        except ValidationError as refusal:
            form.refuse(refusal)
            return self.form_invalid(form)
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal) or None)
            return self.render_to_response(self.get_context_data(form=form), status=403)
        messages.success(self.request, told)
        return redirect(self.back())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=self.get_title(),
            explanation=self.get_explanation(),
            submit_label=self.submit_label,
            is_grave=self.is_grave,
            icon=self.icon,
            back=self.back(),
            **kwargs,
        )

    def get_title(self) -> str:
        return str(self.title)

    def get_explanation(self) -> str:
        return str(self.explanation)


class AdministratorsActView(ActFormView):
    """An act that is the administrators' alone; the act itself asks once more."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not is_administrator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
