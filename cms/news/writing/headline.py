"""An item without a headline yet: a draft bears a stand-in, which is no headline."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.vietnamese.text import is_blank

_STAND_IN = "(no headline yet)"


def stand_in() -> str:
    """What stands in lists where the headline will be."""
    return _("(no headline yet)")


def is_headline(title: str) -> bool:
    """Whether ``title`` is a headline that somebody wrote."""
    return not is_blank(title) and title not in {stand_in(), _STAND_IN}


def headline_of(title: str) -> str:
    """The headline as the form shows it: empty in place of the stand-in."""
    return title if is_headline(title) else ""
