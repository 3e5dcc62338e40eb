from .photos import EvidenceIsKept, OriginalIsImmutable, Photo
from .querysets import Reach
from .renditions import PhotoRendition
from .traits import PhotoFingerprint, PhotoLikeness, PhotoTraits, PhotoUse
from .uploads import PhotoUpload

__all__ = [
    "EvidenceIsKept",
    "OriginalIsImmutable",
    "Photo",
    "PhotoFingerprint",
    "PhotoLikeness",
    "PhotoRendition",
    "PhotoTraits",
    "PhotoUpload",
    "PhotoUse",
    "Reach",
]
