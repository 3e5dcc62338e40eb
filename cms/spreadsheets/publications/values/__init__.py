"""What the cells of publications mean, where they differ from those of the register."""

from .addresses import web_address
from .authors import Author, authors
from .days import day_of_publication
from .paid import PAID_LABELS, paid

__all__ = ["PAID_LABELS", "Author", "authors", "day_of_publication", "paid", "web_address"]
