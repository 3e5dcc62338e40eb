from .absences import Absence, StandIn
from .appointments import Appointment
from .contributors import Contributor, PenName, identity
from .memberships import Membership, Role
from .pages import UnitIndexPage, UnitPage
from .publication_imports import PublicationImport
from .publications import (
    ApprovalMeans,
    Channel,
    Origin,
    Publication,
    PublicationAmendment,
    PublicationApproval,
    PublicationByline,
    PublicationRefused,
    PublicationSection,
    PublicationUnit,
    Stage,
)
from .substitutions import Substitution
from .successions import (
    CarryingOut,
    Succession,
    SuccessionKind,
    SuccessionRefused,
    SuccessionUndoing,
    SuccessionUnit,
)
from .units import Unit, UnitKind, UnitVersion

__all__ = [
    "Absence",
    "Appointment",
    "ApprovalMeans",
    "CarryingOut",
    "Channel",
    "Contributor",
    "Membership",
    "Origin",
    "PenName",
    "Publication",
    "PublicationAmendment",
    "PublicationApproval",
    "PublicationByline",
    "PublicationImport",
    "PublicationRefused",
    "PublicationSection",
    "PublicationUnit",
    "Role",
    "Stage",
    "StandIn",
    "Substitution",
    "Succession",
    "SuccessionKind",
    "SuccessionRefused",
    "SuccessionUndoing",
    "SuccessionUnit",
    "Unit",
    "UnitIndexPage",
    "UnitKind",
    "UnitPage",
    "UnitVersion",
    "identity",
]
