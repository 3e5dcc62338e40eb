"""What the cell of a column means: each reader gives a value, None for an empty cell, or raises ValidationError."""

from .days import day
from .numbers import whole_number
from .phones import contact_phone, email, phone
from .texts import several, text

__all__ = ["contact_phone", "day", "email", "phone", "several", "text", "whole_number"]
