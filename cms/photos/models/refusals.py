"""What the rules about photos forbid."""

from django.core.exceptions import PermissionDenied


class OriginalIsImmutable(PermissionDenied):
    """A change of the original: it comes out byte for byte as it went in (letter of Bắc Kạn, 2019)."""


class SetInBulkOnly(PermissionDenied):
    """A change by hand of how far a photo reaches: only the verbs of ``Photo.objects`` change that."""


class EvidenceIsKept(PermissionDenied):
    """Deleting a photo that was submitted or published: it is evidence of what was approved."""
