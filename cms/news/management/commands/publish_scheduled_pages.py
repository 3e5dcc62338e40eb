"""The older name of `publish_scheduled`."""

from cms.news.management.commands.publish_scheduled import Command

__all__ = ["Command"]
