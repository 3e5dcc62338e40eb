"""People in Wagtail's admin: its screens of users, without passwords, groups, bulk actions and superusers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from cms.accounts.models import User
from cms.accounts.passwords import contact_changed

from .listing import PersonFilterSet, PersonIndexView
from .person import person_context
from .person_form import PersonForm


class PersonCreateView(CreateView):
    page_title = _("Add a person")
    success_message = _("%(object)s has been added. Grant them a role, then give them a link to sign in.")
    template_name = "wagtailadmin/generic/create.html"

    def get_page_subtitle(self) -> str:
        return str(self.page_title)

    def get_success_url(self) -> str:
        return self.get_edit_url()

    def get_success_buttons(self) -> list[Any]:
        return []


class PersonEditView(EditView):
    """A person's own screen: roles through time, the acts on them, and the form of their names."""

    template_name = "units/people/person.html"
    success_message = _("%(object)s has been saved.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def save_instance(self) -> User:
        person = super().save_instance()
        contact_changed(person, self.form.recorded, by=self.request.user)
        return person

    def get_success_url(self) -> str:
        return self.get_edit_url()

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**person_context(self.object, self.request.user), **kwargs)


class PersonViewSet(UserViewSet):
    menu_label = _("People")
    menu_order = 310
    add_to_admin_menu = True
    add_to_settings_menu = False
    copy_view_enabled = False
    ordering = "name"
    filterset_class = PersonFilterSet
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView

    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonForm

    @property
    def index_template_name(self) -> str:
        return "wagtailadmin/generic/index.html"

    @property
    def index_results_template_name(self) -> str:
        return "wagtailadmin/generic/index_results.html"

    @property
    def create_template_name(self) -> str:
        return PersonCreateView.template_name

    @property
    def edit_template_name(self) -> str:
        return PersonEditView.template_name
