from .photos import EvidenceIsKept, OriginalIsImmutable, Photo
from .querysets import Reach
from .renditions import PhotoRendition

__all__ = ["EvidenceIsKept", "OriginalIsImmutable", "Photo", "PhotoRendition", "Reach"]
