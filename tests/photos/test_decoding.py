"""Photos are decoded one at a time on a machine, and measured without decoding."""

import fcntl
from pathlib import Path

import pytest
from django.conf import settings

from cms.photos.decoding import opened, upright_size
from tests.factories.photos import camera_file, picture_bytes, picture_file
from tests.photos.broken_files import cut


def test_another_process_waits_until_a_photo_is_closed():
    def try_to_open() -> None:
        with (Path(settings.VAR_DIR) / "decoding.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    with opened(picture_file()), pytest.raises(BlockingIOError):
        try_to_open()
    try_to_open()


def test_a_photo_that_cannot_be_read_holds_nobody_up():
    for _attempt in range(2):
        with pytest.raises(OSError, match="cannot identify"), opened(picture_file("anh.gif", held="GIF")):
            pass


@pytest.mark.parametrize("held", ["JPEG", "PNG"])
def test_the_size_is_read_from_the_beginning_of_the_file(held):
    file = picture_file(held=held, size=(3000, 2000))
    file.file.truncate(len(cut(picture_bytes(held, size=(3000, 2000)), 0.3)))
    with opened(file) as image:
        assert upright_size(image) == (3000, 2000)


def test_a_file_is_left_at_its_beginning():
    file = camera_file("iptc.jpg")
    with opened(file) as image:
        image.load()
    assert file.tell() == 0
