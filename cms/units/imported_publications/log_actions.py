"""What the audit trail calls the import of publications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

if TYPE_CHECKING:
    from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_import(actions: LogActionRegistry) -> None:
    actions.register_action(
        "units.import_publications", _("Import publications"), _("Imported publications of the old portal")
    )
