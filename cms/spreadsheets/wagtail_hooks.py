"""Where import and export meet Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.spreadsheets.models import Subject
from cms.spreadsheets.subjects import task_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.log_actions import LogActionRegistry


class TablesMenuItem(MenuItem):
    """An entry for those who may import files of a subject."""

    def __init__(self, subject: str, *args: Any, **kwargs: Any) -> None:
        self.subject = subject
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return task_of(self.subject).may(request.user)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("spreadsheets.check", _("Check a file"), _("Checked a file before importing it"))
    actions.register_action("spreadsheets.import", _("Import the register"), _("Imported a file into the register"))
    actions.register_action(
        "spreadsheets.import_publications",
        _("Import a file of publications"),
        _("Imported a file of publications of the old portal"),
    )
    actions.register_action("spreadsheets.export", _("Export the register"), _("Exported tables of the register"))
    actions.register_action(
        "spreadsheets.export_personal_data",
        _("Export personal data"),
        _("Exported telephone numbers and e-mail addresses"),
    )


@hooks.register("register_admin_urls")
def table_urls() -> list:
    return [path("so-lieu/", include("cms.spreadsheets.admin_urls"))]


@hooks.register("register_admin_menu_item")
def tables_menu_item() -> MenuItem:
    return TablesMenuItem(
        Subject.REGISTER,
        _("Import, export"),
        reverse_lazy("spreadsheets:index"),
        name="register-tables",
        icon_name="table",
        order=320,
    )


@hooks.register("register_admin_menu_item")
def publications_menu_item() -> MenuItem:
    return TablesMenuItem(
        Subject.PUBLICATIONS,
        _("Import old items"),
        reverse_lazy("spreadsheets:publications_index"),
        name="old-publications",
        icon_name="history",
        order=321,
    )
