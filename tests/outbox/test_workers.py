"""Several workers at once, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, connections

from cms.outbox import registry
from cms.outbox.delivery import Outcome, attempt
from cms.outbox.models import Effect

WORKERS = 6


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_exactly_one_delivers_an_effect(delivered: list[dict[str, Any]]) -> None:
    effect = Effect.objects.create(key="note-1", kind="note")
    # SQLite's test database lives in the memory of one connection: there the workers take turns.
    outcomes = race(effect) if connection.vendor == "postgresql" else [attempt(effect.pk) for _ in range(WORKERS)]
    assert sorted(outcome.name for outcome in outcomes) == ["DELIVERED"] + ["SKIPPED"] * (WORKERS - 1)
    assert len(delivered) == 1


def race(effect: Effect) -> list[Outcome]:
    """Let all workers start at the same moment."""
    start = Barrier(WORKERS)

    def work(_number: int) -> Outcome:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return attempt(effect.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, range(WORKERS)))


@pytest.mark.django_db(transaction=True)
def test_an_effect_is_left_alone_while_its_handler_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work, go_on = Event(), Event()

    def slow(payload: dict[str, Any]) -> None:
        at_work.set()
        assert go_on.wait(timeout=30)

    monkeypatch.setitem(registry.handlers, "note", slow)
    effect = Effect.objects.create(key="note-1", kind="note")
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(work_alone, effect.pk)
        assert at_work.wait(timeout=30)
        assert attempt(effect.pk) is Outcome.SKIPPED
        go_on.set()
        assert first.result(timeout=30) is Outcome.DELIVERED


def work_alone(effect_id: int) -> Outcome:
    """One attempt in a thread, which closes its connection."""
    try:
        return attempt(effect_id)
    finally:
        connections.close_all()
