"""Print the code that the demonstration's authenticator app shows now."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.demo.authenticators import code_now
from cms.demo.portal_texts import is_filled


class Command(BaseCommand):
    """The second factor of everybody in the demonstration who needs one."""

    help = "Print the six digits of the demonstration's second factor: good for about a minute, once for each person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="print it although this is a real site")

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        if not is_filled():
            raise CommandError(_("There is no demonstration here: build it with build_demo."))
        if not settings.DEBUG and not force:
            raise CommandError(_("This is a real site: people use their own phones here."))
        self.stdout.write(code_now())
