"""How an item came to be published: what the record says of it, beside who approved it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import TaskState

if TYPE_CHECKING:
    import datetime as dt

    from cms.news.models import NewsPage


def first_handed_in(page: NewsPage) -> dt.datetime | None:
    """The moment (UTC) at which the item was first sent to its unit's approvers, or its first paper was handed in.

    An item that was taken back or returned keeps its first moment. None if nobody ever sent it.
    """
    sent = page.workflow_states.order_by("created_at").values_list("created_at", flat=True).first()
    on_paper = page.paper_vettings.order_by("entered_at").values_list("entered_at", flat=True).first()
    return min((moment for moment in (sent, on_paper) if moment is not None), default=None)


def times_returned(page: NewsPage) -> int:
    """How often the unit's approvers or the board returned the item to be mended.

    A paper that the board did not confirm is no return: it says nothing of the unit's text.
    """
    return TaskState.objects.for_instance(page).filter(status=TaskState.STATUS_REJECTED).count()


def section_names(item: NewsPage) -> list[str]:
    """The names of the sections of this content as they are called now, each once, in the order of the tree."""
    sections = sorted(item.sections.all(), key=lambda section: section.path)
    return list(dict.fromkeys(section.title for section in sections))
