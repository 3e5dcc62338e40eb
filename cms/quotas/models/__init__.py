from .reminder_settings import DayKind, OfficeDay, ReminderSettings
from .reminders import (
    Occasion,
    Reminder,
    ReminderDigest,
    ReminderRecipient,
    ReminderRefused,
    ReminderSighting,
)
from .rules import CountingDay, QuotaRule, QuotaRuleRefused

__all__ = [
    "CountingDay",
    "DayKind",
    "Occasion",
    "OfficeDay",
    "QuotaRule",
    "QuotaRuleRefused",
    "Reminder",
    "ReminderDigest",
    "ReminderRecipient",
    "ReminderRefused",
    "ReminderSettings",
    "ReminderSighting",
]
