"""The demonstration shows every state and every role, and is built once."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from PIL import ExifTags, Image

from cms.demo.places import ON_PAPER, SUBSTITUTED
from cms.news.comments import comments_for
from cms.news.duplicates import likely_duplicates
from cms.news.models import (
    AnnouncementPage,
    Approval,
    Edit,
    ItemCorrection,
    ItemPhoto,
    NewsPage,
    PaperVetting,
    Release,
    Sighting,
    State,
)
from cms.outbox.models import Effect
from cms.photos.models import Photo
from cms.photos.originality import notes_for
from cms.quotas.models import ReminderSettings
from cms.units.approving import Capacity, approvers_of
from cms.units.models import (
    ApprovalMeans,
    Contributor,
    Membership,
    Publication,
    PublicationApproval,
    Role,
    StandIn,
    Unit,
    UnitKind,
)
from cms.units.roles import PROVINCIAL

pytestmark = pytest.mark.usefixtures("demo")


def test_every_state_of_an_item_is_there() -> None:
    assert set(NewsPage.objects.values_list("state", flat=True)) == set(State.values)


def test_published_items_are_hidden_corrected_and_proposed_to_be_changed() -> None:
    assert Publication.objects.filter(hidden_at__isnull=False).exists()
    assert Publication.objects.filter(withdrawn_at__isnull=False).exists()
    assert any(release.is_corrected for release in Release.objects.all())
    assert NewsPage.objects.public().exclude(state=State.PUBLISHED).exists()


def test_what_the_board_places_and_what_is_special_is_there() -> None:
    kinds = {block.block_type for page in NewsPage.objects.all() for block in page.latest.body}
    assert {"text", "gallery", "table", "quotation", "video"} <= kinds
    assert NewsPage.objects.filter(origin="reposted", live=True).exists()
    assert Publication.objects.filter(units__counts=True, units__unit__isnull=False).exists()
    assert any(publication.units.count() > 1 for publication in Publication.objects.filter(imported_by=None))


def test_every_published_item_has_one_publication_with_both_approvals() -> None:
    for page in NewsPage.objects.live():
        publication = Publication.objects.get(page=page)
        assert {approval.stage for approval in publication.approvals.all()} == {"unit", "board"}
        assert len({approval.user_id for approval in publication.approvals.all()}) == 2


def test_nobody_approved_what_they_wrote() -> None:
    for approval in Approval.objects.all():
        assert not Edit.objects.filter(page=approval.page_id, user=approval.user_id, stage="").exists()


def test_every_kind_of_unit_has_writers_and_approvers() -> None:
    assert Unit.objects.living().count() == 30
    for kind in UnitKind.objects.all():
        of_kind = Membership.objects.filter(unit__in=Unit.objects.of_kind(kind.code))
        assert set(of_kind.values_list("role", flat=True)) == set(Role.values)


def test_every_role_of_the_province_is_held_by_somebody() -> None:
    assert all(Group.objects.get(name=name).user_set.exists() for name in PROVINCIAL)
    assert Contributor.objects.filter(user=None, unit=None, pen_names__isnull=False).exists()


def test_telephone_numbers_are_of_a_range_that_nobody_has() -> None:
    assert all(contributor.phone.startswith("0000 ") for contributor in Contributor.objects.all())


def test_every_moment_lies_in_the_past_and_in_its_order() -> None:
    now = timezone.now()
    for publication in Publication.objects.filter(imported_by=None):
        unit, board = (publication.approvals.get(stage=stage).approved_at for stage in ("unit", "board"))
        assert unit < board < now
        assert publication.published_at == board == publication.page.specific.release.first_published_at
        assert publication.local_date == timezone.localdate(board) == publication.page.specific.release.local_date
        assert publication.unit_approved_on == timezone.localdate(unit)


def test_the_record_and_the_evidence_tell_the_same_moments() -> None:
    given = set(Approval.objects.values_list("page", "stage", "user", "given_at"))
    for approval in PublicationApproval.objects.select_related("publication"):
        assert (approval.publication.page_id, approval.stage, approval.user_id, approval.approved_at) in given


def test_nobody_is_sent_a_message_about_the_past() -> None:
    assert Effect.objects.exists()
    assert not Effect.objects.filter(done_at=None).exists()
    # Of today's quotas units may be reminded in the hours of the office: that is no past.
    ReminderSettings.objects.update(is_on=False)
    mail.outbox.clear()
    call_command("run_due", stdout=StringIO())
    assert mail.outbox == []


def test_photos_are_originals_of_a_camera_and_differ_from_each_other() -> None:
    photos = Photo.objects.order_by("pk")
    assert len({photo.sha256 for photo in photos}) == len(photos)
    with photos[0].open_file() as file, Image.open(file) as image:
        assert image.size == (1600, 1067)
        assert image.getexif()[ExifTags.Base.Model]


def test_announcements_bear_a_pdf() -> None:
    announcements = AnnouncementPage.objects.live()
    assert announcements
    for announcement in announcements:
        with announcement.document.open_file() as file:
            assert file.read(5) == b"%PDF-"


def test_a_second_run_adds_nothing() -> None:
    before = (NewsPage.objects.count(), Unit.objects.count(), Photo.objects.count())
    printed = StringIO()
    call_command("build_demo", items=24, force=True, stdout=printed)
    assert (NewsPage.objects.count(), Unit.objects.count(), Photo.objects.count()) == before
    assert printed.getvalue().strip()


def test_a_photo_that_came_through_a_messenger_was_used_before() -> None:
    (photo,) = [photo for photo in Photo.objects.all() if photo.original_name.startswith("z50")]
    page = ItemPhoto.objects.get(photo=photo).page.specific
    assert notes_for(photo, user=page.owner)
    assert likely_duplicates(page, page.owner)


def test_a_unit_without_logins_vets_on_paper() -> None:
    unit = Unit.objects.distinct().get(versions__name=ON_PAPER, versions__superseded_at=None)
    assert not Membership.objects.filter(unit=unit).exists()
    waiting = PaperVetting.objects.waiting().get()
    assert waiting.page.specific.state == State.AT_CONFIRMATION
    approval = PublicationApproval.objects.exclude(means=ApprovalMeans.PORTAL).get()
    assert approval.publication.units.get().unit == unit


def test_a_unit_is_vetted_by_substitutes_and_an_approver_on_leave_is_stood_in_for() -> None:
    unit = Unit.objects.distinct().get(versions__name=SUBSTITUTED, versions__superseded_at=None)
    assert {approver.capacity for approver in approvers_of(unit)} == {Capacity.SUBSTITUTE}
    (stand_in,) = StandIn.objects.on(timezone.localdate())
    assert stand_in.user_id in {approver.user_id for approver in approvers_of(stand_in.unit)}
    assert stand_in.absence.user_id not in {approver.user_id for approver in approvers_of(stand_in.unit)}


def test_readers_find_a_dated_correction_and_writers_the_remarks_of_the_board() -> None:
    corrected = ItemCorrection.objects.get().page.specific
    assert ItemCorrection.objects.get().text in Client().get(corrected.url).content.decode()
    returned = [page for page in NewsPage.objects.filter(state=State.RETURNED) if comments_for(page)]
    assert returned


def test_somebody_has_opened_what_waits_for_them() -> None:
    assert Sighting.objects.exists()
