"""Read what photos' files say, where it was not read yet or is read in another way now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from cms.photos.models import Photo, PhotoTraits
from cms.photos.originality.reading import read


class Command(BaseCommand):
    """For a portal whose photos came in before, and after a change of how files are read. Can run again."""

    help = "Read the traits and fingerprints of photos that have none yet, or older ones."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="Read every photo again.")

    def handle(self, *args: Any, **options: Any) -> None:
        photos = Photo.objects.order_by("pk") if options["all"] else PhotoTraits.photos_unread()
        read_ones = failed = 0
        for pk in list(photos.values_list("pk", flat=True)):
            try:
                read(pk)
                read_ones += 1
            except OSError as error:
                failed += 1
                self.stderr.write(_("Photo %(number)d: %(error)s") % {"number": pk, "error": type(error).__name__})
        self.stdout.write(_("Photos read: %(read)d; not readable: %(failed)d") % {"read": read_ones, "failed": failed})
