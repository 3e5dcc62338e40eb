"""Writing the publication record when an item first goes live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.news.way_to_publication import first_handed_in, section_names, times_returned
from cms.units.models import Origin, Publication, PublicationApproval, PublicationByline, PublicationSection
from cms.units.recording import participant

if TYPE_CHECKING:
    from cms.news.models import Approval, NewsPage, Release
    from cms.units.models import Unit


def record_publication(item: NewsPage, approval: Approval, shown: Release) -> Publication:
    """Record that ``item`` (with the approved content) was published, once and for ever.

    Raises ``IntegrityError`` if the item has a publication already: the constraint, not this code, keeps it once.
    """
    unit_approval = item.approvals.of_unit().latest_given()
    publication = Publication.objects.create(
        item_key=item.translation_key,
        page_id=item.pk,
        headline=item.title,
        address=item.get_url() or item.url_path,
        genre_code=item.genre.code,
        genre_name=item.genre.name,
        origin=item.origin,
        published_at=shown.first_published_at,
        local_date=shown.local_date,
        unit_approved_on=unit_approval.vetted_on,
        event_date=item.event_date,
        submitted_at=first_handed_in(item),
        returns=times_returned(item),
        content=approval.content,
        digest=approval.digest,
    )
    _record_units(publication, item)
    _record_sections(publication, item)
    _record_bylines(publication, item)
    _record_approvals(publication, (unit_approval, approval))
    return publication


def _record_units(publication: Publication, item: NewsPage) -> None:
    # A reposted item counts for no quota.
    own = publication.origin == Origin.OWN
    units: dict[Unit, bool] = {item.unit: own}
    for joint in item.participating_units.select_related("unit").all():
        units.setdefault(joint.unit, own and joint.counts)
    for unit, counts in units.items():
        participant(publication, unit, counts=counts).save()


def _record_sections(publication: Publication, item: NewsPage) -> None:
    for name in section_names(item):
        PublicationSection.objects.create(publication=publication, name=name)


def _record_bylines(publication: Publication, item: NewsPage) -> None:
    for author in item.authors.select_related("contributor").all():
        PublicationByline.objects.create(
            publication=publication,
            contributor_id=author.contributor and (author.contributor.merged_into_id or author.contributor_id),
            byline=author.byline,
            role=author.role,
            share=author.share,
        )


def _record_approvals(publication: Publication, approvals: tuple[Approval, ...]) -> None:
    for approval in approvals:
        PublicationApproval.objects.create(
            publication=publication,
            stage=approval.stage,
            user_id=approval.user_id,
            name=approval.name,
            role=approval.role,
            means=approval.means,
            approved_at=approval.given_at,
            digest=approval.digest,
        )
