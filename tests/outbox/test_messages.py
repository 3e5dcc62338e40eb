"""A message reaches a person who is there and has an address, as text and HTML."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.contrib.auth import get_user_model
from django.core import mail

from cms.outbox import outbox
from cms.outbox.effects import NO_RECIPIENT, message_id
from cms.outbox.models import Effect

MESSAGE = {"subject": "Tin đã được duyệt", "text": "Chị xem tại đây.", "html": "<p>Chị xem <b>tại đây</b>.</p>"}


class Postbox:
    """A mail server's handler that keeps what it accepts."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.received.append(envelope)
        return "250 OK"


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    """A real SMTP server on this machine, which the settings name."""
    postbox = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = Controller(postbox, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    yield postbox
    server.stop()


def send_to(user_id: int, **changes: Any) -> Effect:
    """Put a message into the outbox and read the effect again after its delivery."""
    outbox.enqueue("message", "news-1-approved", {"to": user_id, **MESSAGE, **changes})
    return Effect.objects.get(key="news-1-approved")


def person(**values: Any) -> Any:
    """Somebody with a login."""
    return get_user_model().objects.create_user(**{"username": "lan", "email": "lan@example.org", **values})


@pytest.mark.django_db(transaction=True)
def test_a_message_goes_out_by_smtp_as_text_and_html(postbox: Postbox) -> None:
    assert send_to(person().pk).done_at is not None
    (envelope,) = postbox.received
    assert envelope.rcpt_tos == ["lan@example.org"]
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message["Subject"] == MESSAGE["subject"]
    assert message["Message-ID"] == message_id("news-1-approved")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_body(("plain",)).get_content().strip() == MESSAGE["text"]
    assert message.get_body(("html",)).get_content().strip() == MESSAGE["html"]


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_leaves_the_message_waiting(settings: Any, postbox: Postbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        settings.EMAIL_PORT = probe.getsockname()[1]
    effect = send_to(person().pk)
    assert effect.done_at is None
    assert effect.last_error == "ConnectionRefusedError"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("values", [{"is_active": False}, {"email": ""}])
def test_a_person_who_left_or_has_no_address_gets_nothing(values: dict[str, Any]) -> None:
    effect = send_to(person(**values).pk)
    assert effect.done_at is not None
    assert effect.note == NO_RECIPIENT
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_message_to_somebody_deleted_goes_nowhere() -> None:
    assert send_to(0).note == NO_RECIPIENT
    assert mail.outbox == []


@pytest.mark.django_db
def test_the_address_is_the_one_of_the_moment_of_sending(django_capture_on_commit_callbacks: Any) -> None:
    user = person()
    with django_capture_on_commit_callbacks(execute=True):
        outbox.enqueue("message", "news-1-approved", {"to": user.pk, **MESSAGE})
        user.email = "lan@moved.example.org"
        user.save()
    assert [message.to for message in mail.outbox] == [["lan@moved.example.org"]]


@pytest.mark.django_db(transaction=True)
def test_a_line_break_in_a_subject_smuggles_in_no_header() -> None:
    send_to(person().pk, subject="Tin mới\nBcc: all@example.org")
    (message,) = mail.outbox
    assert message.subject == "Tin mới Bcc: all@example.org"
    assert message.recipients() == ["lan@example.org"]


@pytest.mark.django_db(transaction=True)
def test_a_message_may_be_text_only() -> None:
    send_to(person().pk, html="")
    (message,) = mail.outbox
    assert message.alternatives == []
