"""A browser that sends photos in pieces (tus 1.0), for tests."""

from __future__ import annotations

import base64
import uuid
from typing import Any

from django.test import Client

DOOR = "/admin/tai-anh/"
PIECE = "application/offset+octet-stream"
TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}


def metadata(**told: str) -> str:
    """Names and values as ``Upload-Metadata`` has them."""
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in told.items())


class Sending:
    """One photo that a browser sends."""

    def __init__(self, browser: Client, data: bytes, *, name: str = "anh.jpg", unit: Any = None) -> None:
        self.browser, self.data, self.name = browser, data, name
        self.unit = str(unit.pk) if unit else ""
        self.key = str(uuid.uuid4())

    @property
    def address(self) -> str:
        return f"{DOOR}{self.key}/"

    def begin(self, **headers: Any) -> Any:
        told = metadata(filename=self.name, key=self.key, **({"unit": self.unit} if self.unit else {}))
        sent = {"HTTP_UPLOAD_LENGTH": str(len(self.data)), "HTTP_UPLOAD_METADATA": told}
        return self.browser.post(DOOR, content_type="application/octet-stream", **TUS | sent | headers)

    def piece(self, start: int, end: int | None = None, **headers: Any) -> Any:
        """Send the bytes from one offset to another."""
        # The test client drops the content type of an empty body unless it is a header.
        sent = {"HTTP_UPLOAD_OFFSET": str(start), "CONTENT_TYPE": PIECE}
        return self.browser.patch(self.address, self.data[start:end], content_type=PIECE, **TUS | sent | headers)

    def offset(self) -> int:
        return int(self.browser.head(self.address, **TUS)["Upload-Offset"])

    def outcome(self) -> dict[str, Any]:
        return self.browser.get(self.address).json()

    def give_up(self) -> Any:
        return self.browser.delete(self.address, **TUS)

    def whole(self) -> dict[str, Any]:
        """Send everything at once; gives what became of it."""
        assert self.begin().status_code == 201
        assert self.piece(0).status_code == 204
        return self.outcome()
