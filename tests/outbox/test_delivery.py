"""An effect is delivered at least once, by one worker at a time, and a failure waits and comes again."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.outbox import registry
from cms.outbox.delivery import Outcome, attempt, deliver_waiting
from cms.outbox.models import LEASE, LONGEST_PAUSE, Effect, pause_after

pytestmark = pytest.mark.django_db


def waiting_effect(key: str = "note-1", kind: str = "note", **values: Any) -> Effect:
    """An effect as `run_due` finds it."""
    return Effect.objects.create(key=key, kind=kind, **values)


def make_due(effect: Effect) -> None:
    """Let the pause after a failure be over."""
    Effect.objects.filter(pk=effect.pk).update(due_at=timezone.now())


def test_a_delivered_effect_is_not_delivered_again(delivered: list[dict[str, Any]]) -> None:
    effect = waiting_effect()
    assert attempt(effect.pk) is Outcome.DELIVERED
    assert attempt(effect.pk) is Outcome.SKIPPED
    assert len(delivered) == 1


def test_a_deleted_effect_is_skipped() -> None:
    assert attempt(0) is Outcome.SKIPPED


def test_an_effect_that_fails_twice_is_delivered_at_the_third_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Exception | None] = [TimeoutError("host"), ConnectionError("host"), None]

    def flaky(payload: dict[str, Any]) -> None:
        answer = answers.pop(0)
        if answer:
            raise answer

    monkeypatch.setitem(registry.handlers, "note", flaky)
    effect = waiting_effect()
    assert deliver_waiting() == {Outcome.FAILED: 1}
    assert deliver_waiting() == {}, "a failed effect pauses"
    make_due(effect)
    assert deliver_waiting() == {Outcome.FAILED: 1}
    effect.refresh_from_db()
    assert (effect.attempts, effect.last_error, effect.done_at) == (2, "ConnectionError", None)
    assert list(Effect.objects.failing()) == [effect]
    make_due(effect)
    assert deliver_waiting() == {Outcome.DELIVERED: 1}
    effect.refresh_from_db()
    assert (effect.attempts, effect.last_error) == (3, "")
    assert effect.done_at is not None


def test_the_pause_after_a_failure_doubles_up_to_six_hours() -> None:
    assert [pause_after(attempts) for attempts in (1, 2, 3)] == [timedelta(minutes=m) for m in (1, 2, 4)]
    assert pause_after(1000) == LONGEST_PAUSE == timedelta(hours=6)


def test_a_failing_effect_does_not_block_the_others(
    monkeypatch: pytest.MonkeyPatch, delivered: list[dict[str, Any]]
) -> None:
    monkeypatch.setitem(registry.handlers, "broken", lambda payload: payload["missing"])
    hour_ago = timezone.now() - timedelta(hours=1)
    waiting_effect("first", "broken", due_at=hour_ago)
    waiting_effect("second", "no longer registered", due_at=hour_ago)
    waiting_effect("third")
    assert deliver_waiting() == {Outcome.FAILED: 2, Outcome.DELIVERED: 1}
    assert [payload["key"] for payload in delivered] == ["third"]
    assert Effect.objects.get(key="second").last_error == "UnknownKindError"


def test_a_failure_is_logged_without_what_the_error_says(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(payload: dict[str, Any]) -> None:
        raise ValueError("nguyen.van.a@example.org")

    monkeypatch.setitem(registry.handlers, "note", refuse)
    effect = waiting_effect()
    with caplog.at_level(logging.WARNING, logger="cms.outbox"):
        attempt(effect.pk)
    assert "ValueError" in caplog.text
    assert "example.org" not in caplog.text
    effect.refresh_from_db()
    assert effect.last_error == "ValueError"


def test_an_effect_in_a_workers_hands_is_left_to_it(delivered: list[dict[str, Any]]) -> None:
    effect = waiting_effect()
    assert Effect.objects.get(pk=effect.pk).claim(timezone.now())
    assert attempt(effect.pk) is Outcome.SKIPPED
    assert not effect.claim(timezone.now()), "a copy read before the claim cannot claim either"
    assert delivered == []


def test_an_effect_of_a_worker_that_died_is_delivered_when_its_lease_ran_out(delivered: list[dict[str, Any]]) -> None:
    effect = waiting_effect(due_at=timezone.now() - LEASE * 2)
    assert effect.claim(timezone.now() - LEASE)
    assert attempt(effect.pk) is Outcome.DELIVERED
    assert len(delivered) == 1


def test_a_worker_that_fails_late_does_not_take_the_effect_from_its_successor() -> None:
    slow = waiting_effect(due_at=timezone.now() - LEASE * 2)
    assert slow.claim(timezone.now() - LEASE)
    successor = Effect.objects.get(pk=slow.pk)
    assert successor.claim(timezone.now())
    slow.mark_failed(TimeoutError())
    successor.refresh_from_db()
    assert successor.claimed_until is not None
    assert successor.last_error == ""


def test_a_handlers_note_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.handlers, "note", lambda payload: "nothing to do")
    effect = waiting_effect()
    attempt(effect.pk)
    effect.refresh_from_db()
    assert effect.note == "nothing to do"
