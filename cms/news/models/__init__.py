from .announcements import AnnouncementIndexPage, AnnouncementPage
from .approvals import Approval, Edit
from .genres import Genre
from .item_rows import AuthorRole, ItemAuthor, ItemPhoto, ParticipatingUnit
from .items import NewsPage
from .releases import Release
from .sections import SectionIndexPage, SectionPage
from .states import State
from .tasks import BoardApprovalTask, UnitApprovalTask

__all__ = [
    "AnnouncementIndexPage",
    "AnnouncementPage",
    "Approval",
    "AuthorRole",
    "BoardApprovalTask",
    "Edit",
    "Genre",
    "ItemAuthor",
    "ItemPhoto",
    "NewsPage",
    "ParticipatingUnit",
    "Release",
    "SectionIndexPage",
    "SectionPage",
    "State",
    "UnitApprovalTask",
]
