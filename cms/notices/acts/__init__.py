"""What is done to notices: each act locks, guards, moves on, records, within one transaction."""

from .drafting import amend, begin, drop, write
from .issuing import Issue, issue
from .signing import send_to_signature, take_back

__all__ = ["Issue", "amend", "begin", "drop", "issue", "send_to_signature", "take_back", "write"]
