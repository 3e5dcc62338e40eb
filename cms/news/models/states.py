"""Where the latest content of an item stands between its writer and the portal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Of the latest content; what readers see meanwhile is the item's release."""

    DRAFT = "draft", _("being written")
    AT_UNIT = "at_unit", _("waiting for the unit's approval")
    AT_CONFIRMATION = "at_confirmation", _("waiting for a second person to confirm the paper")
    RETURNED = "returned", _("returned for changes")
    AT_BOARD = "at_board", _("waiting for the editorial board")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")
    NOT_USED = "not_used", _("not used")
    WITHDRAWN = "withdrawn", _("withdrawn")


WITH_WRITER = (State.DRAFT, State.RETURNED)
IN_MODERATION = (State.AT_UNIT, State.AT_BOARD)
# What the board may see besides what it entered itself: content that a unit has vetted, and what became of it.
KNOWN_TO_BOARD = (State.AT_BOARD, State.SCHEDULED, State.PUBLISHED, State.NOT_USED, State.WITHDRAWN)
FINAL = (State.NOT_USED, State.WITHDRAWN)
