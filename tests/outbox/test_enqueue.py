"""An effect goes into the outbox with the change that causes it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from cms.outbox import outbox
from cms.outbox.models import Effect
from cms.outbox.registry import UnknownKindError, handlers


class ChangeRefusedError(Exception):
    """What the caller's own transaction may raise."""


@pytest.mark.django_db(transaction=True)
def test_nothing_is_delivered_before_the_commit_and_all_of_it_after(delivered: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        effect = outbox.enqueue("note", "news-1-published", {"page": 1})
        assert delivered == []
    assert delivered == [{"page": 1, "key": "news-1-published"}]
    effect.refresh_from_db()
    assert effect.done_at is not None
    assert effect.attempts == 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_no_effect(delivered: list[dict[str, Any]]) -> None:
    with pytest.raises(ChangeRefusedError), transaction.atomic():
        outbox.enqueue("note", "news-1-published", {"page": 1})
        raise ChangeRefusedError
    assert delivered == []
    assert not Effect.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_second_effect_with_the_same_key_is_none(delivered: list[dict[str, Any]]) -> None:
    outbox.enqueue("note", "news-1-published", {"page": 1})
    assert outbox.enqueue("note", "news-1-published", {"page": 2}) is None
    assert [payload["page"] for payload in delivered] == [1]


@pytest.mark.django_db(transaction=True)
def test_an_effect_for_later_is_not_delivered_at_once(delivered: list[dict[str, Any]]) -> None:
    outbox.enqueue("note", "reminder-1", {}, due_at=timezone.now() + timedelta(hours=1))
    assert delivered == []
    assert Effect.objects.get().done_at is None


@pytest.mark.django_db
def test_an_effect_that_nobody_can_deliver_is_refused() -> None:
    with pytest.raises(UnknownKindError):
        outbox.enqueue("carrier pigeon", "news-1-published", {})
    assert not Effect.objects.exists()


@pytest.mark.django_db
def test_an_effect_without_a_key_is_refused_by_the_database(delivered: list[dict[str, Any]]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        outbox.enqueue("note", "", {})


@pytest.mark.django_db(transaction=True)
def test_a_handler_that_fails_does_not_fail_the_change(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(payload: dict[str, Any]) -> None:
        raise DatabaseError("person@example.org")

    monkeypatch.setitem(handlers, "note", refuse)
    with transaction.atomic():
        outbox.enqueue("note", "news-1-published", {})
    effect = Effect.objects.get()
    assert effect.done_at is None
    assert effect.last_error == "DatabaseError"
