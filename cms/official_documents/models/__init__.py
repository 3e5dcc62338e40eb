"""What the office decides about its official documents."""

from .office_templates import OfficeTemplate
from .settings import DocumentSettings
from .signature_blocks import SignatureBlock

__all__ = ["DocumentSettings", "OfficeTemplate", "SignatureBlock"]
