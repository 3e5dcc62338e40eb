"""Two at the same moment, and a process that dies in the middle: one notice, or none, never half of one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from unittest import mock

import pytest
from django.db import connection

from cms.accounts.models import User
from cms.notices import acts
from cms.notices.models import Notice
from cms.notices.refusals import NoticeRefused
from tests.factories.notices import LAST, drafted, issue, send, sent
from tests.factories.publications import publish
from tests.factories.units import UserFactory, make_unit

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
MOST_SECONDS = 60


def together(*attempts: Callable[[], object]) -> list[object]:
    """Do all at the same moment, each in a thread; what each gave, or the refusal that it met."""
    barrier, outcomes = threading.Barrier(len(attempts)), []

    def run(attempt: Callable[[], object]) -> None:
        try:
            barrier.wait(MOST_SECONDS)
            outcomes.append(attempt())
        except NoticeRefused as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(attempt,)) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(MOST_SECONDS)
    assert len(outcomes) == len(attempts)
    return outcomes


def board_of_two() -> tuple[User, User]:
    publish(make_unit(), on=LAST.first)
    return UserFactory(board=True), UserFactory(board=True)


def test_two_who_begin_make_one_notice() -> None:
    first, second = board_of_two()
    outcomes = together(lambda: acts.begin(LAST, by=first), lambda: acts.begin(LAST, by=second))
    assert outcomes[0] == outcomes[1] == Notice.objects.get()


def test_two_who_issue_make_one_notice() -> None:
    first, second = board_of_two()
    waiting = sent(by=first)
    outcomes = together(lambda: issue(waiting, by=first, number="45"), lambda: issue(waiting, by=second, number="46"))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Notice", "NoticeRefused"]
    notice = Notice.objects.get()
    winner = next(outcome for outcome in outcomes if isinstance(outcome, Notice))
    assert (notice.number, notice.letter.name) == (winner.number, winner.letter.name)


def test_two_notices_that_take_one_number_get_it_once() -> None:
    first, second = board_of_two()
    waiting = sent(by=first), sent(by=first, quarter=LAST.before)
    outcomes = together(lambda: issue(waiting[0], by=first), lambda: issue(waiting[1], by=second))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Notice", "NoticeRefused"]
    assert Notice.objects.issued().count() == 1


def test_two_who_send_to_signature_freeze_once() -> None:
    first, second = board_of_two()
    draft = drafted(by=first)
    outcomes = together(lambda: send(draft, by=first), lambda: send(draft, by=second))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Notice", "NoticeRefused"]


def test_two_who_begin_an_amendment_make_one() -> None:
    first, second = board_of_two()
    notice = issue(sent(by=first), by=first)
    outcomes = together(lambda: acts.amend(notice, by=first), lambda: acts.amend(notice, by=second))
    assert outcomes[0] == outcomes[1]
    assert Notice.objects.filter(amends=notice).count() == 1


class Killed(BaseException):
    """The process is gone: nothing that mends an exception sees it."""


def die(*args: object, **kwargs: object) -> None:
    """As when the machine loses its power: the connection is gone with the process."""
    connection.connection.close()
    raise Killed


def killed_while(act: Callable[[], object], place: str) -> None:
    """Do an act in a thread with a connection of its own, which dies at ``place``."""
    deaths = []

    def run() -> None:
        try:
            with mock.patch(place, side_effect=die):
                act()
        except BaseException as death:
            deaths.append(death)
        finally:
            connection.connection = None

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(MOST_SECONDS)
    assert len(deaths) == 1


@pytest.mark.parametrize("step", ["send", "issue"])
@pytest.mark.parametrize(
    "place",
    ["cms.audit.trail.log", "django.db.backends.base.base.BaseDatabaseWrapper._commit"],
    ids=["while it records", "at the commit"],
)
def test_a_death_in_the_middle_leaves_what_was_before(step: str, place: str) -> None:
    person, _other = board_of_two()
    notice = drafted(by=person) if step == "send" else sent(by=person)
    before = Notice.objects.values().get()
    act = send if step == "send" else issue
    killed_while(lambda: act(notice, by=person), place)
    assert Notice.objects.values().get() == before
    assert act(notice, by=person).version == notice.version + 1
