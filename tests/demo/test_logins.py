"""The logins that the demonstration prints work, and each opens what it promises."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from cms.demo.logins import LOGINS, SHARED_BY_ALL


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("username", [login.username for login in LOGINS])
def test_a_printed_login_opens_the_desk(username: str, client: Client) -> None:
    assert client.login(username=username, password=SHARED_BY_ALL)
    assert client.get("/admin/", follow=True).status_code == 200


@pytest.mark.usefixtures("demo")
def test_the_table_names_every_login_the_password_and_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    printed = StringIO()
    call_command("demo_logins", stdout=printed)
    assert all(login.username in printed.getvalue() for login in LOGINS)
    assert SHARED_BY_ALL in printed.getvalue()
    assert ":8123/admin/" in printed.getvalue()


@pytest.mark.usefixtures("demo")
def test_readers_find_the_demonstration_on_the_front_page(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "Sơn Bình" in response.content.decode()
