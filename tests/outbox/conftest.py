"""Handlers and jobs that are registered as long as a test lasts."""

from typing import Any

import pytest

from cms.outbox import due, registry


@pytest.fixture
def delivered(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The payloads that the handler of the kind "note" was given."""
    payloads: list[dict[str, Any]] = []
    monkeypatch.setitem(registry.handlers, "note", payloads.append)
    return payloads


@pytest.fixture
def no_jobs(monkeypatch: pytest.MonkeyPatch) -> dict[str, due.DueJob]:
    """An empty register of due jobs for the test to fill."""
    jobs: dict[str, due.DueJob] = {}
    monkeypatch.setattr(due, "jobs", jobs)
    return jobs
