"""Whether those who were reminded have seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from cms.quotas.models.reminders import Reminder, ReminderSighting
from cms.units.models import Membership

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.accounts.models import User


def note_seen(reminders: Collection[Reminder], user: User) -> None:
    """Note that a person opened these reminders, each once, if they are of the unit or it was sent to them.

    Safe to call on every opening, by two requests at once too.
    """
    theirs = Q(unit__in=Membership.objects.current().filter(user=user.pk).values("unit")) | Q(recipients__user=user.pk)
    unseen = Reminder.objects.filter(theirs, pk__in=[reminder.pk for reminder in reminders]).exclude(
        sightings__user=user.pk
    )
    new = [ReminderSighting(reminder_id=pk, user=user) for pk in unseen.values_list("pk", flat=True).distinct()]
    if new:
        ReminderSighting.objects.bulk_create(new, ignore_conflicts=True)
