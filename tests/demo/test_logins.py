"""The logins that the demonstration prints work, and each opens what it promises."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cms.accounts.models import User
from cms.accounts.second_factor import needs_second_factor
from cms.demo.authenticators import app
from cms.demo.logins import LOGINS, SHARED_BY_ALL


def printed(command: str, **options: object) -> str:
    """What a command prints."""
    output = StringIO()
    call_command(command, stdout=output, **options)
    return output.getvalue().strip()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("username", [login.username for login in LOGINS])
def test_a_printed_login_opens_the_desk(username: str, client: Client) -> None:
    client.post("/admin/login/", {"username": username, "password": SHARED_BY_ALL})
    desk = client.get("/admin/", follow=True)
    if needs_second_factor(User.objects.get(username=username)):
        assert desk.redirect_chain[-1][0].startswith("/xac-thuc/")
        client.post("/xac-thuc/", {"code": printed("demo_code", force=True)})
        desk = client.get("/admin/")
    assert desk.status_code == 200
    assert desk.wsgi_request.path == "/admin/"


@pytest.mark.usefixtures("demo")
def test_a_real_site_prints_no_code() -> None:
    with pytest.raises(CommandError):
        call_command("demo_code", stdout=StringIO())


@pytest.mark.usefixtures("demo")
def test_the_table_names_every_login_the_password_and_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    table = printed("demo_logins")
    assert all(login.username in table for login in LOGINS)
    assert SHARED_BY_ALL in table
    assert app().typed_key in table
    assert ":8123/admin/" in table


@pytest.mark.usefixtures("demo")
def test_readers_find_the_demonstration_on_the_front_page(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "Sơn Bình" in response.content.decode()
