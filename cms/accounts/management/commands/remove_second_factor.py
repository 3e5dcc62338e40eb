"""Remove a person's lost second factor where no second administrator is left to confirm it."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.second_factor.resets import reset_by_technician


class Command(BaseCommand):
    """For the technician on the server; recorded, and told to the person."""

    help = "Remove a person's second factor and sign them out everywhere; recorded with the reason."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("short_name", help="the person's short name")
        parser.add_argument("--reason", required=True, help="what happened, for the audit trail")

    def handle(self, *args: Any, short_name: str, reason: str, **options: Any) -> None:
        person = User.objects.filter(username=short_name.strip().lower()).first()
        if person is None:
            raise CommandError(_("Nobody has the short name %(name)s.") % {"name": short_name})
        try:
            reset_by_technician(person, reason=reason)
        except ValidationError as refusal:
            raise CommandError(refusal.message) from None
        done = _("The second factor of %(person)s was removed: they set up a new one at the next sign-in.")
        self.stdout.write(done % {"person": person})
