"""What several tests of the register rely on."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture
def source_language() -> Iterator[None]:
    """Refusals in the words of the source, which tests of acts match."""
    with translation.override("en"):
        yield
