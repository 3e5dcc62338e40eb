"""Create what every portal starts with."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.portal.setup import set_up_portal


class Command(BaseCommand):
    help = "Create groups, kinds, genres, sections, the page tree and the workflow, where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_portal()
        self.stdout.write("The portal is set up.")
