"""What several tests of evaluation rely on."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture
def source_language() -> Iterator[None]:
    """Refusals and sentences in the words of the source."""
    with translation.override("en"):
        yield
