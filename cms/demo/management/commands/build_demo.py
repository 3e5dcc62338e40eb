"""Build the demonstration: an invented province with two years of news."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.demo.fates import FEWEST
from cms.demo.portal_texts import is_filled
from cms.demo.world import build_world


class Command(BaseCommand):
    """Build the demonstration once; a second run adds nothing."""

    help = "Build the demonstration: an invented province with its units, people and two years of news."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--items", type=int, default=300, help="how many items of news (default: 300)")
        parser.add_argument("--force", action="store_true", help="build it although this is a real site")

    def handle(self, *args: Any, items: int, force: bool, **options: Any) -> None:
        if is_filled():
            self.stdout.write(_("The demonstration is there already: nothing was added."))
            return
        if not settings.DEBUG and not force:
            raise CommandError(
                _(
                    "This is a real site: the demonstration would mix invented people and logins with a printed "
                    "password into it. If you really mean it, run the command with --force."
                )
            )
        if items < FEWEST:
            message = _("Every state needs an item: ask for at least %(fewest)d items.")
            raise CommandError(message % {"fewest": FEWEST})
        build_world(items, self.stdout.write)
        self.stdout.write(_("The demonstration is built."))
