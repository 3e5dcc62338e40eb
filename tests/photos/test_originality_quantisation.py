"""How strongly a JPEG was compressed, by its quantisation tables."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from cms.photos.originality.quantisation import quantisation_of
from tests.factories.photos import CAMERA_FILES, picture_bytes


def tables_at(quality: int, mode: str = "RGB") -> dict[int, list[int]]:
    return Image.open(BytesIO(picture_bytes(size=(16, 16), quality=quality, mode=mode, colour=0))).quantization


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_every_quality_of_the_usual_encoders_is_recognised_exactly(mode: str) -> None:
    for quality in range(1, 101):
        assert quantisation_of(tables_at(quality, mode)) == (quality, True)


def test_tables_of_a_cameras_own_are_estimated_and_called_so() -> None:
    with Image.open(CAMERA_FILES / "fujifilm.mpo") as image:
        found = quantisation_of(image.quantization)
    assert found is not None
    assert 90 <= found.quality <= 100
    assert not found.is_standard


def test_tables_slightly_off_are_near_the_quality_that_they_come_from() -> None:
    tables = {number: [min(255, value + value % 2) for value in table] for number, table in tables_at(70).items()}
    found = quantisation_of(tables)
    assert found is not None
    assert abs(found.quality - 70) <= 3
    assert not found.is_standard


@pytest.mark.parametrize("tables", [{}, {0: []}, {0: [1] * 63}, {7: [1] * 64}, {0: [16] * 64, 1: [1, 2]}])
def test_without_tables_that_count_nothing_is_claimed(tables: dict[int, list[int]]) -> None:
    assert quantisation_of(tables) is None


def test_tables_of_sixteen_bits_break_nothing() -> None:
    assert quantisation_of({0: [65535] * 64}) == (1, False)
