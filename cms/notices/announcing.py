"""A text ready to be pasted into the Facebook group, for its interface is closed to programs since 2024."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.notices.letter import wording

if TYPE_CHECKING:
    from cms.notices.facts.shape import Facts
    from cms.notices.models import Notice

MOST_NAMED = 5


def text_for_group(notice: Notice, facts: Facts) -> str:
    """A few lines with the link: what it is, how much there was, who had the most items."""
    lines = [str(notice), wording.summary(facts)]
    # An amending notice says what is mended; praise stood in the notice itself.
    if facts.mended is None and facts.units:
        lines.append(_("Units with the most items: %(units)s.") % {"units": _leading(facts)})
    lines += [_("Thanks to all units and persons who sent news and articles."), _("See the whole list:")]
    return "\n".join([*lines, f"{facts.site}{notice.get_absolute_url()}"])


def _leading(facts: Facts) -> str:
    most = sorted(facts.units, key=lambda line: -len(line.items))[:MOST_NAMED]
    return "; ".join(f"{line.name} ({len(line.items)})" for line in most)
