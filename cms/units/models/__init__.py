from .contributors import Contributor, PenName
from .memberships import Membership, Role
from .pages import UnitIndexPage, UnitPage
from .publications import (
    ApprovalMeans,
    Channel,
    Origin,
    Publication,
    PublicationApproval,
    PublicationByline,
    PublicationRefused,
    PublicationUnit,
    Stage,
)
from .units import Unit, UnitKind, UnitVersion

__all__ = [
    "ApprovalMeans",
    "Channel",
    "Contributor",
    "Membership",
    "Origin",
    "PenName",
    "Publication",
    "PublicationApproval",
    "PublicationByline",
    "PublicationRefused",
    "PublicationUnit",
    "Role",
    "Stage",
    "Unit",
    "UnitIndexPage",
    "UnitKind",
    "UnitPage",
    "UnitVersion",
]
