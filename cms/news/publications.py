"""Writing the publication record when an item first goes live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.units.models import Publication, PublicationApproval, PublicationByline, PublicationUnit

if TYPE_CHECKING:
    import datetime as dt

    from cms.news.models import Approval, NewsPage, Release
    from cms.units.models import Unit, UnitVersion


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
        content=approval.content,
        digest=approval.digest,
    )
    _record_units(publication, item, shown.local_date)
    _record_bylines(publication, item)
    _record_approvals(publication, (unit_approval, approval))
    return publication


def _record_units(publication: Publication, item: NewsPage, day: dt.date) -> None:
    # A reposted item counts for no quota.
    own = publication.origin == "own"
    units: list[tuple[Unit, bool]] = [(item.unit, own)]
    units += [(joint.unit, own and joint.counts) for joint in item.participating_units.select_related("unit").all()]
    recorded: set[int] = set()
    for unit, counts in units:
        if unit.pk in recorded:
            continue
        recorded.add(unit.pk)
        version = _last_version(unit, day)
        PublicationUnit.objects.create(
            publication=publication,
            unit=unit,
            name=unit.name_on(day),
            kind_code=version.kind.code if version else "",
            kind_name=version.kind.name if version else "",
            counts=counts,
        )


def _last_version(unit: Unit, day: dt.date) -> UnitVersion | None:
    """What held of a unit on a local day; of one that was gone by then, on its last day."""
    return next((version for version in reversed(unit.standing_versions) if version.valid_from <= day), None)


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
