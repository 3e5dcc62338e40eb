"""What time brings to the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.accounts.entering import ENTER_ADMIN
from cms.accounts.models import Ended, SignIn, User
from cms.outbox.due import due_job
from cms.units.models import Membership
from cms.units.successions.carrying_out import carry_out_due

if TYPE_CHECKING:
    import datetime as dt


@due_job("carry out successions of units")
def carry_out_successions(now: dt.datetime) -> int:
    """Let follow, on the day of a succession, what has no day of its own."""
    return carry_out_due()


@due_job("sign out whose last role has ended")
def sign_out_roleless(now: dt.datetime) -> int:
    """End the sign-ins of people without a role: one that is given later does not wake a session of long ago."""
    people = User.objects.filter(
        pk__in=SignIn.objects.going_on(now).values("user"), is_superuser=False, groups=None
    ).exclude(pk__in=Membership.objects.current().values("user"))
    # Who stands in for somebody may have no role of their own.
    roleless = [person.pk for person in people if not person.has_perm(ENTER_ADMIN)]
    return SignIn.objects.filter(user__in=roleless).end(Ended.NO_ROLE, at=now)
