"""What public templates show of notices."""

from __future__ import annotations

from django import template

from cms.notices.models import Notice

register = template.Library()


@register.simple_tag
def latest_notice() -> Notice | None:
    """The issued notice of the latest quarter, the amending one before the amended; None if none is issued."""
    return Notice.objects.issued().for_lists().newest_first().first()
