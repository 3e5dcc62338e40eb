"""What the demonstration makes of its record: old items, quotas, reminders, notices, the evaluation."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from cms.evaluation.models import Evaluation
from cms.evaluation.models import State as EvaluationState
from cms.notices.models import Notice, State
from cms.outbox.models import Effect
from cms.quotas.figures import standings
from cms.quotas.models import Reminder
from cms.quotas.years import Year
from cms.units.models import Publication, PublicationImport, PublicationUnit

pytestmark = pytest.mark.usefixtures("demo")


def test_the_old_portal_has_published_for_years_and_for_most_units() -> None:
    old = Publication.objects.filter(imported_by=PublicationImport.objects.get())
    years = set(old.values_list("local_date__year", flat=True))
    assert len(years) >= 4
    assert old.count() > 300
    assert PublicationUnit.objects.filter(publication__in=old).values("unit").distinct().count() > 20
    assert set(old.values_list("was_paid", flat=True)) == {True, False}
    assert old.filter(sections__isnull=False, bylines__contributor__isnull=False).exists()


def test_no_old_item_is_of_a_day_on_which_its_unit_did_not_live() -> None:
    for row in PublicationUnit.objects.exclude(publication__imported_by=None).select_related("publication", "unit"):
        assert row.unit.lives_on(row.publication.local_date)


def test_some_units_met_their_quota_and_some_are_behind() -> None:
    today = timezone.localdate()
    found = standings(Year.calendar(today.year - 1), today).values()
    asked = [standing for standing in found if standing.periods_owed]
    assert any(standing.is_behind for standing in asked)
    assert any(not standing.is_behind for standing in asked)


def test_units_that_were_behind_were_reminded_and_nothing_waits_to_be_sent() -> None:
    assert Reminder.objects.count() > 3
    assert Reminder.objects.filter(sightings__isnull=False).exists()
    assert not Reminder.objects.filter(sent_at__gte=timezone.now()).exists()
    assert not Effect.objects.filter(done_at=None).exists()


def test_notices_are_issued_amended_and_at_signature() -> None:
    assert list(Notice.objects.order_by("year", "quarter", "turn").values_list("state", "turn")) == [
        (State.ISSUED, 0),
        (State.ISSUED, 1),
        (State.ISSUED, 0),
        (State.AT_SIGNATURE, 0),
    ]
    for notice in Notice.objects.issued():
        assert Client().get(notice.get_absolute_url()).status_code == 200


def test_last_year_is_closed_for_one_kind_and_open_for_another() -> None:
    assert sorted(Evaluation.objects.values_list("state", flat=True)) == sorted(
        [EvaluationState.CLOSED, EvaluationState.OPEN]
    )
    assert all(evaluation.comments.exists() for evaluation in Evaluation.objects.all())
