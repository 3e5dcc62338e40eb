"""What the board does with an evaluation: each act locks, guards, changes, and writes itself down."""

from .closing import close
from .commenting import CommentChanged, comment
from .dropping import drop
from .opening import open_year
from .reopening import reopen
from .series import correct, establish
from .signature import send_to_signature, take_back

__all__ = [
    "CommentChanged",
    "close",
    "comment",
    "correct",
    "drop",
    "establish",
    "open_year",
    "reopen",
    "send_to_signature",
    "take_back",
]
