"""Why an item came back to those who write it, from whom, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import TaskState

from cms.news.models import Outcome, State
from cms.news.traces import last_reason

if TYPE_CHECKING:
    import datetime as dt

    from cms.news.models import NewsPage


@dataclass(frozen=True)
class Reason:
    """The words of a person who returned an item."""

    text: str
    by: str
    at: dt.datetime


def reason_of(page: NewsPage) -> Reason | None:
    """The reason of the last return, while the item waits to be mended; else None."""
    if page.state != State.RETURNED:
        return None
    by, at = _last_return(page)
    return Reason(last_reason(page), by, at)


def _last_return(page: NewsPage) -> tuple[str, dt.datetime]:
    """Who returned the item, from a stage or on paper, and when."""
    refused = page.paper_vettings.filter(outcome=Outcome.REFUSED, decided_at__gte=page.state_since)
    if on_paper := refused.select_related("decided_by").first():
        return str(on_paper.decided_by), on_paper.decided_at
    returns = TaskState.objects.for_instance(page).filter(status=TaskState.STATUS_REJECTED)
    last = returns.select_related("finished_by").order_by("-finished_at", "-pk").first()
    return (str(last.finished_by or ""), last.finished_at) if last else ("", page.state_since)
