"""Why a piece of an upload is not taken, as the browser is told."""

from __future__ import annotations

from http import HTTPStatus


class UploadError(Exception):
    """A request that is not done: an HTTP status, a word for the program, a sentence for the person."""

    def __init__(self, status: HTTPStatus, word: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.word = word
        self.message = message
