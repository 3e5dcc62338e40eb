"""What a table of points says, in plain values."""

from .parts import (
    Band,
    EachWithLimit,
    GenreTerms,
    GoneUnits,
    NumberTerms,
    OwingNothing,
    Part,
    ShareTerms,
    TimelinessTerms,
)
from .table import Terms

__all__ = [
    "Band",
    "EachWithLimit",
    "GenreTerms",
    "GoneUnits",
    "NumberTerms",
    "OwingNothing",
    "Part",
    "ShareTerms",
    "Terms",
    "TimelinessTerms",
]
