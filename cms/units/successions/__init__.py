"""Acts on units through time: each a succession with its decision, previewed, done as one, and undone by a record.

``acts`` has what can be done, ``undoing`` how it is taken back, ``previews`` what it would do, ``timeline`` what was
done to a unit; ``followers`` lets other apps say what becomes of their things (drafts, for example).
"""

from .acts import change_kind, dissolve, divide, found, merge, rename, resize, transfer
from .carrying_out import carry_out
from .followers import Followed, Follower, follows
from .previews import Preview, preview
from .proposals import Decision, Fate, NewUnit, Target
from .timeline import Event, timeline
from .undoing import undo

__all__ = [
    "Decision",
    "Event",
    "Fate",
    "Followed",
    "Follower",
    "NewUnit",
    "Preview",
    "Target",
    "carry_out",
    "change_kind",
    "dissolve",
    "divide",
    "follows",
    "found",
    "merge",
    "preview",
    "rename",
    "resize",
    "timeline",
    "transfer",
    "undo",
]
