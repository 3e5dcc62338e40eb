"""Wagtail's command for scheduled pages, for all pages but items of news: those are `run_due`'s."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Revision

from cms.news.models import NewsPage


class Command(WagtailCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        # A mark on an item's revision, wherever it came from, would be refused and would stop all others.
        items = Revision.objects.filter(
            content_type=ContentType.objects.get_for_model(NewsPage), approved_go_live_at__isnull=False
        )
        if not options["dryrun"]:
            items.update(approved_go_live_at=None)
            NewsPage.objects.filter(expire_at__isnull=False).update(expire_at=None)
        super().handle(*args, **options)
