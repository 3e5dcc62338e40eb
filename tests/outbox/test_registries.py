"""A kind of effect has one handler, a name of a job one function."""

from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.outbox import due, registry


def test_a_kind_cannot_have_two_handlers(delivered: list[dict[str, Any]]) -> None:
    def other(payload: dict[str, Any]) -> None:
        """Never called."""

    with pytest.raises(ImproperlyConfigured):
        registry.effect_handler("note")(other)


def test_a_handler_may_be_registered_again_by_a_second_import(delivered: list[dict[str, Any]]) -> None:
    handler = registry.handlers["note"]
    assert registry.effect_handler("note")(handler) is handler


def test_the_message_handler_is_found_by_its_modules_name() -> None:
    assert registry.handler_for("message").__module__ == "cms.outbox.effects"


def test_a_name_cannot_stand_for_two_jobs(no_jobs: dict[str, due.DueJob]) -> None:
    @due.due_job("publish")
    def publish(now: datetime) -> int:
        return 0

    def other(now: datetime) -> int:
        return 1

    assert no_jobs == {"publish": publish}
    with pytest.raises(ImproperlyConfigured):
        due.due_job("publish")(other)
