"""Which numbers notices bear, and whether an announcement on the portal bears a notice's number already."""

from __future__ import annotations

from cms.news.models import AnnouncementPage
from cms.notices.models import Notice
from cms.official_documents.numbers import number_book


@number_book
def notice_with(key: str) -> str | None:
    """The issued notice that bears a number."""
    notice = Notice.objects.filter(number_key=key).first()
    return None if notice is None else str(notice)


def announcement_with(notice: Notice) -> AnnouncementPage | None:
    """An announcement of the same year with the same number and symbol, blanks and leading zeros aside."""
    if notice.issued_on is None:
        return None
    of_year = AnnouncementPage.objects.filter(issued_on__year=notice.issued_on.year).exclude(number="")
    wanted = _plain(notice.full_number)
    return next((page for page in of_year if _plain(page.number) == wanted), None)


def _plain(number: str) -> str:
    return "".join(number.split()).lstrip("0").casefold()
