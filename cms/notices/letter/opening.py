"""The words with which a notice begins, before the board changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.notices.letter.wording import in_text
from cms.notices.models.settings import QUARTER_MARK

if TYPE_CHECKING:
    from cms.notices.models import Notice, NoticeSettings
    from cms.notices.quarters import Quarter


def opening_words(quarter: Quarter, settings: NoticeSettings, amends: Notice | None) -> str:
    """Of an amending notice, which one it amends; of another, the office's own words, or those of every portal."""
    if amends is not None:
        return _("The editorial board amends %(notice)s as follows:") % {"notice": amends.reference}
    if settings.preface.strip():
        return settings.preface.replace(QUARTER_MARK, in_text(quarter))
    words = _("The editorial board announces the units and persons with items published in %(quarter)s as follows:")
    return words % {"quarter": in_text(quarter)}
