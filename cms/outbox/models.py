"""An outward effect that waits, is under way, or was delivered."""

from datetime import datetime, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# How long a worker has an effect to itself; longer than any handler's own time-outs.
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: doubling from a minute, six hours at most."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)


class EffectQuerySet(models.QuerySet["Effect"]):
    """Effects by what has to happen to them."""

    def waiting(self, at: datetime) -> "EffectQuerySet":
        """Effects that a worker may take at a moment: due, not done, in nobody's hands."""
        unclaimed = models.Q(claimed_until=None) | models.Q(claimed_until__lte=at)
        return self.filter(unclaimed, done_at=None, due_at__lte=at)

    def failing(self) -> "EffectQuerySet":
        """Effects whose latest attempt failed."""
        return self.filter(done_at=None).exclude(last_error="")


class Effect(models.Model):
    """One thing that the outside world shall see because of a committed change.

    Neither the key nor the payload holds personal data: they name rows by their ids,
    and the handler looks up what it needs when it delivers.
    """

    key = models.CharField(_("key"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=50)
    payload = models.JSONField(_("payload"), default=dict, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    due_at = models.DateTimeField(_("not before"), default=timezone.now)
    claimed_until = models.DateTimeField(_("in a worker's hands until"), null=True, blank=True, editable=False)
    attempts = models.PositiveIntegerField(_("attempts"), default=0, editable=False)
    last_error = models.CharField(_("latest error"), max_length=100, blank=True, editable=False)
    note = models.CharField(_("note"), max_length=200, blank=True, editable=False)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)

    objects = EffectQuerySet.as_manager()

    class Meta:
        verbose_name = _("outward effect")
        verbose_name_plural = _("outward effects")
        constraints = [
            models.CheckConstraint(name="outbox_effect_has_a_key", condition=~models.Q(key="")),
        ]
        indexes = [
            models.Index(name="outbox_effect_waiting", fields=["due_at"], condition=models.Q(done_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"

    def claim(self, at: datetime) -> bool:
        """Take the effect for one lease; False if it is done, not due, or in another worker's hands.

        One conditional UPDATE decides, so that of two workers exactly one gets it, on every
        database, and a worker that dies gives it back when its lease runs out.
        """
        lease_end = at + LEASE
        waiting = Effect.objects.waiting(at).filter(pk=self.pk)
        claimed = waiting.update(claimed_until=lease_end, attempts=models.F("attempts") + 1)
        if claimed:
            self.refresh_from_db()
        return bool(claimed)

    def mark_done(self, note: str = "") -> None:
        """Record that the effect was delivered, whoever holds the lease by now."""
        self._update(
            Effect.objects.filter(pk=self.pk), done_at=timezone.now(), claimed_until=None, last_error="", note=note
        )

    def mark_failed(self, error: Exception) -> None:
        """Give the effect back for a later attempt, unless another worker took it over meanwhile.

        Only the name of the error's class is kept: messages of errors quote addresses and texts.
        """
        held = Effect.objects.filter(pk=self.pk, done_at=None, claimed_until=self.claimed_until)
        due_at = timezone.now() + pause_after(self.attempts)
        self._update(held, due_at=due_at, claimed_until=None, last_error=type(error).__name__[:100])

    def _update(self, rows: EffectQuerySet, **values: Any) -> None:
        if rows.update(**values):
            for name, value in values.items():
                setattr(self, name, value)
