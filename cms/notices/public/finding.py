"""Finding what readers may see: issued notices, and nothing else."""

from __future__ import annotations

from django.http import Http404

from cms.notices.models import Notice


def issued_or_404(year: int, quarter: int, turn: int = 0) -> Notice:
    """The issued notice at a public address; 404 for a draft as for what was never begun."""
    issued = Notice.objects.issued().select_related("amends", "amendment")
    notice = issued.filter(year=year, quarter=quarter, turn=turn).first()
    if notice is None:
        raise Http404
    return notice


def amendment_of(notice: Notice) -> Notice | None:
    """The issued notice that amends this one."""
    amendment: Notice | None = getattr(notice, "amendment", None)
    return amendment if amendment is not None and amendment.is_issued else None
