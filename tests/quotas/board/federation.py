"""The units of the tests of the board's table, and what the table says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from cms.units.models import Unit
from tests.units.acting import Office


@dataclass(frozen=True)
class Federation:
    """Who acts on the register, and the units by the last words of their names."""

    office: Office
    units: dict[str, Unit]

    def __getitem__(self, name: str) -> Unit:
        return self.units[name]


def table(client: Client, **asked: Any) -> Any:
    """What the table of 2025 answers."""
    return client.get(f"{reverse('quota_board:table')}?{urlencode({'nam': 2025} | asked)}")


def names(client: Client, **asked: Any) -> list[str]:
    """The units that the table shows, by their short names, in their order."""
    rows = table(client, **asked).context["items"]
    return [row.entry.name.removeprefix("CĐCS ").removeprefix("LĐLĐ huyện ") for row in rows]
