"""Items that the board enters for a unit that vets on paper."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cms.accounts.models import User
from cms.news import moderation
from cms.news.models import Approval, ItemAuthor, ItemPhoto, NewsPage, PaperVetting
from cms.units.days import today
from cms.units.models import ApprovalMeans, Unit
from tests.factories.news import TEXT, current
from tests.factories.photos import PhotoFactory
from tests.factories.units import UserFactory

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def scan(name: str = "phieu-duyet.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A scanned sheet as uploaded."""
    return SimpleUploadedFile(name, content)


def paper(**fields: Any) -> moderation.Paper:
    """A signed sheet of today."""
    given = {
        "means": ApprovalMeans.SIGNED_SHEET,
        "approver_name": "Hoàng Thị M",
        "approver_position": "Chủ tịch công đoàn cơ sở",
        "vetted_on": today(),
        "file": scan(),
    }
    return moderation.Paper(**(given | fields))


def enter(unit: Unit, *, by: User, photos: int = 1, **fields: Any) -> NewsPage:
    """An item with all that a news item needs, entered by a member of the board on the unit's behalf."""
    body = fields.pop("body", [{"type": "text", "value": TEXT}])
    page = NewsPage(**({"title": "Công đoàn cơ sở tặng quà", "body": body, "owner": by, "unit": unit} | fields))
    unit.page.add_child(instance=page)
    moderation.enter(page, by=by)
    for number in range(photos):
        photo = PhotoFactory(unit=unit, with_board=True)
        page.photos.add(ItemPhoto(photo=photo, caption=f"Trao quà, ảnh {number + 1}"))
    page.authors.add(ItemAuthor(byline="Nông Văn K"))
    page.save_revision(user=by, clean=False)
    return current(page)


def hand_in(page: NewsPage, *, by: User, **fields: Any) -> PaperVetting:
    return moderation.hand_in(page, by=by, digest=current(page).latest_digest, paper=paper(**fields))


def confirm(page: NewsPage, *, by: User) -> Approval:
    return moderation.confirm(page, by=by, digest=current(page).latest_digest)


class PaperDesk:
    """A unit that has nobody on the portal, and three members of the board."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.entrant = UserFactory(board=True)
        self.second = UserFactory(board=True)
        self.third = UserFactory(board=True)

    def entered(self, **fields: Any) -> NewsPage:
        return enter(self.unit, by=self.entrant, **fields)

    def handed_in(self, **fields: Any) -> NewsPage:
        page = self.entered(**fields)
        hand_in(page, by=self.entrant)
        return current(page)

    def confirmed(self, **fields: Any) -> NewsPage:
        page = self.handed_in(**fields)
        confirm(page, by=self.second)
        return current(page)
