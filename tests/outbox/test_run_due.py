"""`run_due` does everything that is due, and one thing that fails stops no other."""

from datetime import datetime
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from cms.outbox import outbox
from cms.outbox.due import DueJob
from cms.outbox.models import Effect

pytestmark = pytest.mark.django_db(transaction=True)


def run_due() -> str:
    """Run the command; returns what it printed."""
    out = StringIO()
    call_command("run_due", stdout=out, stderr=out)
    return out.getvalue()


def leave_a_trace(name: str) -> None:
    """Write a row, as a job does."""
    get_user_model().objects.create_user(username=name)


def failing_job(now: datetime) -> int:
    """Write a row and fail."""
    leave_a_trace("half-done")
    raise RuntimeError("person@example.org")


def test_each_job_gets_the_moment_and_prints_its_line(no_jobs: dict[str, DueJob]) -> None:
    moments: list[datetime] = []

    def job(now: datetime) -> int:
        moments.append(now)
        return 3

    no_jobs["publish"] = job
    assert "publish: 3" in run_due()
    assert [moment.utcoffset() is not None for moment in moments] == [True]


def test_a_failing_job_stops_no_other_and_is_named_at_the_end(
    no_jobs: dict[str, DueJob], delivered: list[dict[str, Any]]
) -> None:
    ran: list[str] = []
    no_jobs["broken"] = failing_job
    no_jobs["remind"] = lambda now: ran.append("remind") or 1
    Effect.objects.create(key="note-1", kind="note")
    with pytest.raises(CommandError, match="broken") as failure:
        run_due()
    assert failure.value.returncode == 1
    assert "remind" not in str(failure.value)
    assert "example.org" not in str(failure.value)
    assert ran == ["remind"]
    assert len(delivered) == 1


def test_a_failing_job_leaves_nothing_half_done(no_jobs: dict[str, DueJob]) -> None:
    no_jobs["broken"] = failing_job
    with pytest.raises(CommandError):
        run_due()
    assert not get_user_model().objects.filter(username="half-done").exists()


def test_what_a_job_puts_into_the_outbox_is_delivered_in_the_same_run(
    no_jobs: dict[str, DueJob], delivered: list[dict[str, Any]]
) -> None:
    def remind(now: datetime) -> int:
        return int(outbox.enqueue("note", "reminder-1", {}) is not None)

    no_jobs["remind"] = remind
    assert "remind: 1" in run_due()
    assert len(delivered) == 1
    assert "remind: 0" in run_due()
    assert len(delivered) == 1, "a second run does nothing"


def test_an_effect_that_the_task_missed_is_delivered(
    no_jobs: dict[str, DueJob], delivered: list[dict[str, Any]]
) -> None:
    Effect.objects.create(key="note-1", kind="note", payload={"page": 1})
    run_due()
    assert delivered == [{"page": 1, "key": "note-1"}]
    assert Effect.objects.get().done_at is not None
