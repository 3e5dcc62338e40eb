"""What the audit trail calls an amendment."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.audit.lines import tell_names_of
from cms.units.models import Publication

# What was published is no secret.
tell_names_of(Publication)


@hooks.register("register_log_actions")
def register_amendments(actions: Any) -> None:
    actions.register_action(
        "units.amend_publication", _("Amend the publication record"), _("Amended the publication record")
    )
