"""One reminder: what was sent, to whom, who has seen it, and the message to pass on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cms.quotas.models import Reminder
from cms.quotas.reminders.views.guards import ReadersView
from cms.units.phones import read_number_of, ringable

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest, HttpResponse

    from cms.accounts.models import User
    from cms.quotas.models import ReminderRecipient


@dataclass(frozen=True)
class Told:
    """A recipient: ``seen_at`` is when they opened the reminder, ``rings`` whether the reader may call them."""

    recipient: ReminderRecipient
    seen_at: dt.datetime | None
    rings: bool


class ReminderView(ReadersView):
    """What a unit was sent, with the message ready to be passed on by Zalo."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        reminder = get_object_or_404(Reminder.objects.prefetch_related("recipients"), pk=pk)
        sightings = list(reminder.sightings.select_related("user"))
        people = _people(reminder, {seen.user_id: seen.seen_at for seen in sightings}, cast("User", request.user))
        told = {person.recipient.user_id for person in people}
        context = {
            "reminder": reminder,
            "people": people,
            "others": [seen for seen in sightings if seen.user_id not in told],
        }
        return render(request, "quotas/reminders/reminder.html", context)


class RingView(ReadersView):
    """The number of one recipient, to tap and call; the reading is written down."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, person: int) -> HttpResponse:
        reminder = get_object_or_404(Reminder, pk=pk)
        recipient = get_object_or_404(reminder.recipients.select_related("user"), user__pk=person)
        try:
            phone = read_number_of(recipient.user, by=cast("User", request.user))
        except PermissionDenied as refusal:
            raise Http404 from refusal
        context = {"name": recipient.user, "phone": phone, "rings": re.sub(r"[^\d+]", "", phone)}
        return render(request, "units/phone.html", context | {"back": reverse("reminders:reminder", args=[pk])})


def _people(reminder: Reminder, seen: dict[int, dt.datetime], reader: User) -> list[Told]:
    recipients = list(reminder.recipients.all())
    rings = ringable(reader, {recipient.user_id for recipient in recipients})
    return [Told(recipient, seen.get(recipient.user_id), recipient.user_id in rings) for recipient in recipients]
