"""How two contents of an item differ, readable for people who do not compare files."""

from .between import Difference, differences_between
from .occasions import Mending, differences_since_approval, differences_to_readers, mended_by_approver

__all__ = [
    "Difference",
    "Mending",
    "differences_between",
    "differences_since_approval",
    "differences_to_readers",
    "mended_by_approver",
]
