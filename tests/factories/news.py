"""Items of news and their way through moderation, by the acts that people do."""

from __future__ import annotations

from typing import Any

from cms.accounts.models import User
from cms.news import moderation
from cms.news.models import ItemAuthor, ItemPhoto, NewsPage
from cms.units.models import Unit
from cms.units.permissions import approvers_of
from tests.factories.photos import PhotoFactory
from tests.factories.units import UserFactory, make_approver, make_writer

TEXT = "<p>" + "Công đoàn cơ sở tổ chức trao quà cho đoàn viên có hoàn cảnh khó khăn. " * 4 + "</p>"


def write(unit: Unit, *, by: User, photos: int = 1, **fields: Any) -> NewsPage:
    """A draft with all that a news item needs, written by a person of the unit."""
    body = fields.pop("body", [{"type": "text", "value": fields.pop("text", TEXT)}])
    page = NewsPage(**({"title": "Công đoàn tặng quà đoàn viên", "body": body, "owner": by, "unit": unit} | fields))
    for number in range(photos):
        page.photos.add(ItemPhoto(photo=PhotoFactory(unit=unit), caption=f"Trao quà tại đơn vị, ảnh {number + 1}"))
    page.authors.add(ItemAuthor(byline=str(by)))
    unit.page.add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return current(page)


def change(page: NewsPage, *, by: User | None, **fields: Any) -> NewsPage:
    """Save a change of the item's latest content."""
    latest = current(page).latest
    for name, value in fields.items():
        setattr(latest, name, value)
    latest.save_revision(user=by, clean=False)
    return current(page)


def current(page: NewsPage) -> NewsPage:
    """The item as the database has it now."""
    return NewsPage.objects.get(pk=page.pk)


def submit(page: NewsPage, *, by: User) -> NewsPage:
    moderation.submit(page, by=by)
    return current(page)


def approve(page: NewsPage, *, by: User, comment: str = "") -> NewsPage:
    moderation.approve_for_unit(page, by=by, digest=current(page).latest.digest, comment=comment)
    return current(page)


def publish(page: NewsPage, *, by: User, **kwargs: Any) -> NewsPage:
    moderation.approve_for_board(page, by=by, digest=current(page).latest.digest, **kwargs)
    return current(page)


class Desk:
    """A unit with a writer and an approver, and two members of the board."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.writer = make_writer(unit)
        self.approver = make_approver(unit)
        self.board = UserFactory(board=True)
        self.other_board = UserFactory(board=True)

    def draft(self, **fields: Any) -> NewsPage:
        return write(self.unit, by=self.writer, **fields)

    def submitted(self, **fields: Any) -> NewsPage:
        return submit(self.draft(**fields), by=self.writer)

    def at_board(self, **fields: Any) -> NewsPage:
        return approve(self.submitted(**fields), by=approvers_of(self.unit)[0].user)

    def published(self, **fields: Any) -> NewsPage:
        return publish(self.at_board(**fields), by=self.board)
