"""Originals on S3-compatible storage: the same bytes, and private."""

import copy
import hashlib
import io
import uuid
import zipfile
from collections.abc import Iterator

import boto3
import pytest
from django.conf import settings
from django.test import override_settings
from moto.server import ThreadedMotoServer

from cms.photos.models import Photo
from tests.factories.photos import CAMERA_FILES, PhotoFactory, camera_file, picture_bytes
from tests.photos.people import a_reporter, a_unit, a_writer, browser_of
from tests.photos.resumable import Sending

pytestmark = pytest.mark.django_db

KEYS = {"access_key": "thu", "secret_key": "thu-nghiem", "region_name": "us-east-1"}


def s3_folder(bucket: str, folder: str, address: str) -> dict:
    options = {"bucket_name": bucket, "location": folder, "endpoint_url": address, "default_acl": "private"}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**options, **KEYS, "file_overwrite": False}}


@pytest.fixture
def bucket() -> Iterator:
    # The servers of one process share their buckets.
    name = f"anh-{uuid.uuid4()}"
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    s3 = boto3.resource(
        "s3",
        endpoint_url=address,
        aws_access_key_id=KEYS["access_key"],
        aws_secret_access_key=KEYS["secret_key"],
        region_name=KEYS["region_name"],
    )
    storages = copy.deepcopy(settings.STORAGES)
    storages |= {alias: s3_folder(name, alias, address) for alias in ("originals", "renditions")}
    with override_settings(STORAGES=storages):
        yield s3.create_bucket(Bucket=name)
    server.stop()


def test_a_photo_comes_out_of_s3_byte_for_byte(bucket):
    sent = (CAMERA_FILES / "xmp_test.jpg").read_bytes()
    browser = browser_of(a_reporter(a_unit()))

    browser.post("/admin/images/multiple/add/", {"files[]": camera_file("xmp_test.jpg")})

    photo = Photo.objects.get()
    stored = bucket.Object(f"originals/{photo.file.name}").get()["Body"].read()
    downloaded = b"".join(browser.get(photo.file.url).streaming_content)
    assert hashlib.sha256(stored).hexdigest() == hashlib.sha256(sent).hexdigest() == photo.sha256
    assert downloaded == sent


def test_a_photo_that_came_in_pieces_lies_on_s3_byte_for_byte(bucket):
    unit = a_unit()
    sending = Sending(browser_of(a_writer(unit)), (CAMERA_FILES / "xmp_test.jpg").read_bytes(), unit=unit)
    sending.begin()
    sending.piece(0, 100_000)
    assert list(bucket.objects.all()) == []
    sending.piece(100_000)
    assert sending.outcome()["photo"]
    stored = bucket.Object(f"originals/{Photo.objects.get().file.name}").get()["Body"].read()
    assert stored == sending.data


def test_a_storage_that_fails_loses_no_byte_of_an_upload(bucket):
    unit = a_unit()
    sending = Sending(browser_of(a_writer(unit)), picture_bytes(), unit=unit)
    sending.browser.raise_request_exception = False
    sending.begin()
    bucket.delete()
    assert sending.piece(0).status_code == 500
    assert sending.offset() == len(sending.data)
    bucket.create()
    assert sending.outcome()["photo"]["id"] == Photo.objects.get().pk


def test_readers_get_renditions_from_s3(bucket, client):
    photo = PhotoFactory(public=True)
    answer = client.get(f"/anh/{photo.token}/320.jpg")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert any(stored.key.startswith("renditions/") for stored in bucket.objects.all())


def test_a_deleted_draft_leaves_nothing_on_s3(bucket, django_capture_on_commit_callbacks):
    photo = PhotoFactory()
    photo.get_rendition("width-320")
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert list(bucket.objects.all()) == []


def test_the_board_downloads_all_originals_from_s3(bucket, desk):
    page = desk.at_board(photos=2)
    answer = browser_of(desk.board).get(f"/admin/tin/{page.pk}/anh-goc.zip")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert packed.testzip() is None
    assert packed.read("01 - trao-qua-tai-don-vi-anh-1.jpg") == picture_bytes()
