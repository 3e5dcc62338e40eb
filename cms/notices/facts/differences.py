"""What an amending notice says otherwise than the notice that it amends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.notices.facts.shape import Change, Facts, Item, Mended

if TYPE_CHECKING:
    from collections.abc import Callable


def _aspects() -> dict[str, Callable[[Item], str]]:
    """What is compared of an item, by what it is called."""
    return {
        _("Headline"): lambda item: item.headline,
        _("Date"): lambda item: item.date.strftime("%d/%m/%Y"),
        _("Units"): lambda item: ", ".join(item.units),
        _("Authors"): lambda item: ", ".join(item.authors),
        _("Sections"): lambda item: ", ".join(item.sections),
        _("Address"): lambda item: item.address,
    }


def between(old: Facts, new: Facts, *, reference: str, address: str) -> Mended:
    """The items that were added, removed or changed since ``old``, each list in order of publication.

    ``reference`` and ``address`` say which notice is amended.
    """
    before = {item.key: item for item in old.items}
    after = {item.key: item for item in new.items}
    changed = (_change(before[key], item) for key, item in after.items() if key in before)
    return Mended(
        reference=reference,
        address=address,
        added=[item for key, item in after.items() if key not in before],
        removed=[item for key, item in before.items() if key not in after],
        changed=[change for change in changed if change is not None],
    )


def _change(old: Item, new: Item) -> Change | None:
    what = {label: [of(old), of(new)] for label, of in _aspects().items() if of(old) != of(new)}
    return Change(new.headline, new.day, what) if what else None
