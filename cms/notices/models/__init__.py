"""Notices, and what the office decides once for all of them."""

from .notices import Notice
from .settings import NoticeSettings
from .states import State

__all__ = ["Notice", "NoticeSettings", "State"]
