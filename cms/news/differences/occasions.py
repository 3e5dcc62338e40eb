"""Between which two contents of an item somebody wants to see the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.news.content import digest_of
from cms.news.models import Edit, State
from cms.units.models import Stage

from .between import Difference, differences_between

if TYPE_CHECKING:
    from cms.news.models import NewsPage

# An approver's own changes lie at most that many kept texts back.
_MOST_REVISIONS = 30


@dataclass(frozen=True)
class Mending:
    """What an approver changed in what was sent to them; no ``differences`` if the earlier text is not kept."""

    by: str
    differences: list[Difference]


def differences_since_approval(page: NewsPage, latest: NewsPage) -> list[Difference]:
    """How ``latest`` differs from what the unit approved last; empty if it never did or if nothing differs."""
    approval = page.approvals.of_unit().latest_given()
    if approval is None or approval.digest == page.latest_digest:
        return []
    return differences_between(page.with_content_json(approval.content), latest)


def differences_to_readers(page: NewsPage, latest: NewsPage) -> list[Difference]:
    """How a change that is under way differs from what readers see meanwhile; empty if there is none."""
    release = getattr(page, "release", None)
    if release is None or release.approval.digest == page.latest_digest:
        return []
    return differences_between(page.with_content_json(release.approval.content), latest)


def mended_by_approver(page: NewsPage) -> Mending | None:
    """What approvers of the unit changed since the item was sent to them last; None if nothing.

    For people of the unit: what was sent before they vetted it is not for others.
    """
    edits = list(Edit.objects.filter(page=page.pk).exclude(stage=Stage.BOARD).select_related("user").order_by("-pk"))
    run = edits[: next((n for n, edit in enumerate(edits) if edit.stage != Stage.UNIT), len(edits))]
    if not run or page.state == State.DRAFT:
        return None
    by = ", ".join(dict.fromkeys(str(edit.user) for edit in reversed(run)))
    before, after = run[-1].digest_before, run[0].digest_after
    found = _with_digests(page, {before, after})
    if len(found) < len({before, after}):
        return Mending(by, [])
    return Mending(by, differences_between(found[before], found[after])) if before != after else None


def _with_digests(page: NewsPage, digests: set[str]) -> dict[str, NewsPage]:
    """The kept texts with these digests."""
    found = {}
    for content in page.revisions.order_by("-created_at", "-pk").values_list("content", flat=True)[:_MOST_REVISIONS]:
        digest = digest_of(content)
        if digest in digests and digest not in found:
            found[digest] = page.with_content_json(content)
    for content in page.approvals.filter(digest__in=digests - set(found)).values_list("content", flat=True):
        found[digest_of(content)] = page.with_content_json(content)
    return found
