"""Publications of the old portal, entered into the record: what identifies one, and the act that enters them."""

from .act import import_publications, may_import
from .addresses import clean_address, normal_address
from .keys import key_of
from .rows import EARLIEST, ByLine, OldPublication

__all__ = [
    "EARLIEST",
    "ByLine",
    "OldPublication",
    "clean_address",
    "import_publications",
    "key_of",
    "may_import",
    "normal_address",
]
