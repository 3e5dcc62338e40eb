"""Which publications a notice lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.units.models import Origin, Publication

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.notices.quarters import Quarter
    from cms.units.models.publications import PublicationQuerySet


def published_in(quarter: Quarter, channels: Collection[str]) -> PublicationQuerySet:
    """Publications of the quarter's local days in ``channels`` that stand today: neither withdrawn nor hidden."""
    return Publication.objects.standing().filter(
        local_date__gte=quarter.first, local_date__lt=quarter.end, channel__in=list(channels)
    )


def listed(quarter: Quarter, channels: Collection[str]) -> PublicationQuerySet:
    """Those that are the units' own: what was reposted is other people's work."""
    return published_in(quarter, channels).filter(origin=Origin.OWN)


def reposted(quarter: Quarter, channels: Collection[str]) -> PublicationQuerySet:
    """Those from other sources, of which a notice says only how many they are."""
    return published_in(quarter, channels).filter(origin=Origin.REPOSTED)
