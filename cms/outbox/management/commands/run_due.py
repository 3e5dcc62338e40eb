"""Do all that time brings: the scheduled command of the project."""

import logging
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.outbox import due
from cms.outbox.delivery import Outcome, deliver_waiting

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run every due job, then deliver what waits in the outbox."""

    help = "Publish, expire, send and remind: everything that is due now. Run it every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        failed = [name for name in due.jobs if not self.run_job(name, now)]
        self.deliver()
        if failed:
            raise CommandError(_("These jobs failed: %(names)s") % {"names": ", ".join(failed)})

    def run_job(self, name: str, now: datetime) -> bool:
        """Run one job in its own transaction and print a line on it; False if it failed."""
        try:
            with transaction.atomic():
                count = due.jobs[name](now)
        except Exception as error:
            logger.exception("Due job %s failed", name)
            self.stderr.write(_("%(job)s: failed (%(error)s)") % {"job": name, "error": type(error).__name__})
            return False
        self.stdout.write(_("%(job)s: %(count)d") % {"job": name, "count": count})
        return True

    def deliver(self) -> None:
        """Deliver what waits; a failed effect is no failure of the command, for it is tried again."""
        outcomes = deliver_waiting()
        counts = {"sent": outcomes[Outcome.DELIVERED], "failed": outcomes[Outcome.FAILED]}
        self.stdout.write(_("outbox: %(sent)d delivered, %(failed)d to be tried again") % counts)
