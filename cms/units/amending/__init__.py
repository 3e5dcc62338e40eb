"""Amendments of the publication record: a wrong unit, author or share is mended by rows that stand in its place."""

from .act import amend
from .rows import Credit, Participation, credits_of, participations_of

__all__ = ["Credit", "Participation", "amend", "credits_of", "participations_of"]
