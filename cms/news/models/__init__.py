from .announcements import AnnouncementIndexPage, AnnouncementPage
from .approvals import Approval, Edit
from .corrections import ItemCorrection
from .genres import Genre
from .item_rows import AuthorRole, ItemAuthor, ItemPhoto, ParticipatingUnit
from .items import NewsPage
from .paper_vettings import Outcome, PaperVetting
from .releases import Release
from .sections import SectionIndexPage, SectionPage
from .sightings import Sighting
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
    "ItemCorrection",
    "ItemPhoto",
    "NewsPage",
    "Outcome",
    "PaperVetting",
    "ParticipatingUnit",
    "Release",
    "SectionIndexPage",
    "SectionPage",
    "Sighting",
    "State",
    "UnitApprovalTask",
]
