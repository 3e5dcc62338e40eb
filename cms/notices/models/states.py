"""Where a notice stands."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("draft")
    AT_SIGNATURE = "signature", _("at signature")
    ISSUED = "issued", _("issued")
