"""Photos that come in pieces: what broke off goes on, nothing is lost, nothing is doubled."""

import datetime as dt
import socket
import threading
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection, transaction
from django.http.request import UnreadablePostError
from django.test import Client
from django.utils import timezone

from cms.outbox.due import jobs
from cms.photos.models import Photo, PhotoUpload, Reach
from cms.photos.uploads import pieces
from cms.photos.uploads.finishing import finish
from tests.factories.photos import PhotoFactory, camera_file, picture_bytes
from tests.factories.units import UserFactory, make_approver
from tests.photos.broken_files import PROGRAM, REFUSED, camera_bytes
from tests.photos.people import a_board_member, a_superuser, a_unit, a_writer, browser_of
from tests.photos.resumable import DOOR, PIECE, TUS, Sending, metadata

pytestmark = pytest.mark.django_db

A_KEY = "6a1f0a52-3c65-4c19-9f0e-0d6b7b0c5d11"


@pytest.fixture
def unit() -> Any:
    return a_unit()


@pytest.fixture
def writer(unit) -> Client:
    return browser_of(a_writer(unit))


@pytest.fixture
def sending(writer, unit) -> Sending:
    """A photo that a writer is about to send."""
    return Sending(writer, picture_bytes(), unit=unit)


def test_a_photo_comes_in_byte_for_byte_in_several_pieces(writer, unit):
    sending = Sending(writer, camera_bytes("xmp_test.jpg"), name="Lễ hội.jpg", unit=unit)
    assert sending.begin()["Location"] == sending.address
    step = len(sending.data) // 3
    for start in range(0, len(sending.data), step):
        answer = sending.piece(start, start + step)
        assert (answer.status_code, int(answer["Upload-Offset"])) == (204, min(start + step, len(sending.data)))

    told = sending.outcome()
    photo = Photo.objects.get()
    assert (told["photo"]["id"], told["photo"]["name"], told["refused"]) == (photo.pk, "Lễ hội.jpg", "")
    assert (told["photo"]["width"], told["photo"]["height"]) == (photo.width, photo.height) == (2000, 1072)
    assert (photo.unit, photo.title, photo.original_name) == (unit, "Lễ hội", "Lễ hội.jpg")
    with storages["originals"].open(photo.file.name) as stored:
        assert stored.read() == sending.data


def test_the_thumbnail_and_the_original_can_be_had_at_once(sending):
    photo = sending.whole()["photo"]
    assert sending.browser.get(photo["thumb"])["Content-Type"] == "image/jpeg"
    assert b"".join(sending.browser.get(photo["original"]).streaming_content) == sending.data


def test_the_photo_names_its_sender(unit):
    person = a_writer(unit)
    Sending(browser_of(person), picture_bytes(), unit=unit).whole()
    assert Photo.objects.get().uploaded_by_user == person


def test_the_caption_in_the_file_is_offered(writer, unit):
    data = picture_bytes(xmp=xmp("Đồng chí Nông Văn B trao quà", "Hà Thị M"))
    photo = Sending(writer, data, unit=unit).whole()["photo"]
    assert (photo["caption"], photo["credit"]) == ("Đồng chí Nông Văn B trao quà", "Hà Thị M")


def xmp(caption: str, author: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt></dc:description>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


# Lost connections and lost answers


def test_it_goes_on_where_the_connection_broke(sending):
    sending.begin()
    sending.piece(0, 1000)
    assert sending.offset() == 1000
    assert sending.outcome()["photo"] is None
    assert not Photo.objects.exists()
    sending.piece(1000)
    assert sending.outcome()["photo"]["id"] == Photo.objects.get().pk


def test_what_came_before_the_connection_broke_is_kept(sending, monkeypatch):
    sending.begin()
    break_off_after(monkeypatch, 700)
    assert sending.piece(0)["Upload-Offset"] == "700"
    monkeypatch.undo()
    assert sending.offset() == 700
    sending.piece(700)
    assert sending.outcome()["photo"]


def break_off_after(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    """Let the network break when so many bytes of a request have come."""
    read = WSGIRequest.read
    left = length

    def broken(request: WSGIRequest, size: int = -1) -> bytes:
        nonlocal left
        if left <= 0:
            raise UnreadablePostError("connection reset")
        block = read(request, min(size, left))
        left -= len(block)
        return block

    monkeypatch.setattr(WSGIRequest, "read", broken)


def test_beginning_again_with_the_same_key_doubles_nothing(sending):
    first = sending.begin()
    sending.piece(0, 1000)
    again = sending.begin()
    assert (again.status_code, again["Location"], again["Upload-Offset"]) == (201, first["Location"], "1000")
    sending.piece(1000)
    assert sending.begin()["Upload-Offset"] == str(len(sending.data))
    assert PhotoUpload.objects.count() == Photo.objects.count() == 1


def test_a_piece_whose_answer_was_lost_counts_once(sending):
    sending.begin()
    sending.piece(0, 1000)
    assert sending.piece(0, 1000).status_code == 409
    assert sending.offset() == 1000


def test_the_last_piece_sent_twice_makes_one_photo(sending):
    sending.whole()
    assert sending.piece(0).status_code == 409
    assert sending.piece(len(sending.data)).status_code == 204
    assert Photo.objects.count() == 1


def test_a_process_that_died_before_the_photo_was_made_is_made_good_by_asking(sending):
    sending.begin()
    upload = PhotoUpload.objects.get()
    pieces.append(upload, camera_file("iptc.jpg"))
    sending.data = camera_bytes("iptc.jpg")
    PhotoUpload.objects.update(offset=len(sending.data), size=len(sending.data))

    assert sending.outcome()["photo"]["width"] == 640
    assert sending.outcome()["photo"]["id"] == Photo.objects.get().pk


def test_bytes_that_a_dead_process_left_behind_the_offset_are_overwritten(sending):
    sending.begin()
    sending.piece(0, 1000)
    pieces.path_of(PhotoUpload.objects.get()).open("ab").write(b"x" * 50_000)
    sending.piece(1000)
    with storages["originals"].open(Photo.objects.get().file.name) as stored:
        assert stored.read() == sending.data


def test_bytes_that_the_disk_has_lost_are_asked_for_again(sending):
    sending.begin()
    sending.piece(0, 1000)
    pieces.remove(PhotoUpload.objects.all())
    assert sending.piece(1000).status_code == 409
    assert sending.offset() == 0
    sending.piece(0)
    assert sending.outcome()["photo"]


def test_all_bytes_lost_before_the_photo_was_made_are_asked_for_again(sending):
    sending.begin()
    PhotoUpload.objects.update(offset=len(sending.data))
    told = sending.outcome()
    assert (told["photo"], told["offset"], told["refused"]) == (None, 0, "")
    sending.piece(0)
    assert sending.outcome()["photo"]


@pytest.mark.django_db(transaction=True)
def test_two_requests_that_finish_at_once_make_one_photo(sending):
    sending.begin()
    upload = PhotoUpload.objects.get()
    with transaction.atomic():
        pieces.append(upload, camera_file("iptc.jpg"))
        PhotoUpload.objects.update(offset=len(camera_bytes("iptc.jpg")), size=len(camera_bytes("iptc.jpg")))
    together = threading.Barrier(2)
    failures: list[BaseException] = []

    def finish_it() -> None:
        seen = PhotoUpload.objects.get()
        together.wait(timeout=20)
        try:
            finish(seen)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=finish_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Photo.objects.count() == 1
    assert PhotoUpload.objects.get().photo == Photo.objects.get()


@pytest.mark.django_db(transaction=True)
def test_the_bytes_leave_the_disk_when_the_photo_is_made(sending):
    sending.whole()
    assert not pieces.path_of(PhotoUpload.objects.get()).exists()


# What is no photo


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_photo_is_refused_by_name(writer, unit, what):
    name, data = REFUSED[what]
    sending = Sending(writer, data, name=name, unit=unit)
    begun = sending.begin()
    if begun.status_code == 201:
        sending.piece(0)
        told = sending.outcome()
        assert told["photo"] is None
        message = told["refused"]
    else:
        assert begun.status_code == 422
        message = begun.json()["message"]
    assert f"“{name}”" in message
    assert not Photo.objects.exists()


def test_a_refused_file_stays_refused(writer, unit):
    sending = Sending(writer, PROGRAM, unit=unit)
    first = sending.whole()["refused"]
    assert first
    assert sending.begin().status_code == 201
    assert sending.outcome()["refused"] == first
    assert sending.give_up().status_code == 204
    assert not PhotoUpload.objects.exists()


def test_a_file_above_the_limit_is_refused_before_it_is_sent(sending, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    answer = sending.begin()
    assert answer.status_code == 413
    assert "“anh.jpg”" in answer.json()["message"]


@pytest.mark.parametrize(
    "name", ["../../etc/anh.jpg", "C:\\anh.jpg", "a\x00\u202egpj.exe.jpg", "x" * 500 + ".jpg", "<b>&'\".jpg", "con.jpg"]
)
def test_hostile_names_come_in_fit_to_be_shown(writer, unit, name):
    told = Sending(writer, picture_bytes(), name=name, unit=unit).whole()
    shown = told["photo"]["name"]
    assert "/" not in shown
    assert "\\" not in shown
    assert shown.isprintable()
    assert len(shown) <= 255


# Requests that no browser of ours sends


@pytest.mark.parametrize("length", ["", "-1", "abc", "1e9", "９", "0x10", "9" * 40, "1.5", " "])
def test_a_length_that_is_no_number_is_refused(sending, length):
    assert sending.begin(HTTP_UPLOAD_LENGTH=length).status_code == 400
    assert not PhotoUpload.objects.exists()


def test_a_gigantic_length_is_refused(sending):
    assert sending.begin(HTTP_UPLOAD_LENGTH="9" * 15).status_code == 413


@pytest.mark.parametrize(
    "told",
    [
        "",
        "rác",
        "filename",
        "filename !!!",
        "filename /////,key AAAA",
        metadata(filename="anh.jpg"),
        metadata(filename="anh.jpg", key="khong-phai"),
        metadata(filename="", key=A_KEY),
        metadata(filename="\u200b", key=A_KEY),
        metadata(filename="anh.jpg", key=A_KEY, unit="x"),
        metadata(filename="anh.jpg", key=A_KEY, unit="-1"),
    ],
)
def test_metadata_that_cannot_be_read_are_refused(sending, told):
    assert sending.begin(HTTP_UPLOAD_METADATA=told).status_code == 400
    assert not PhotoUpload.objects.exists()


@pytest.mark.parametrize("offset", ["", "-1", "abc", "9" * 40])
def test_an_offset_that_is_no_number_is_refused(sending, offset):
    sending.begin()
    assert sending.piece(0, HTTP_UPLOAD_OFFSET=offset).status_code == 400


def test_a_piece_at_a_wrong_place_is_refused(sending):
    sending.begin()
    assert sending.piece(5).status_code == 409
    assert sending.offset() == 0


def test_more_bytes_than_were_announced_are_refused(sending):
    sending.begin()
    sending.data += b"more"
    assert sending.piece(0).status_code == 400
    assert sending.offset() == 0


def test_a_piece_of_another_content_type_is_refused(sending):
    sending.begin()
    answer = sending.browser.patch(sending.address, b"x", content_type="text/plain", **TUS, HTTP_UPLOAD_OFFSET="0")
    assert answer.status_code == 415


def test_another_version_of_the_protocol_is_refused(sending):
    assert sending.begin(HTTP_TUS_RESUMABLE="0.2.2").status_code == 412
    assert sending.browser.options(DOOR)["Tus-Version"] == "1.0.0"


def test_a_key_cannot_be_used_for_another_file(sending):
    sending.begin()
    sending.name = "khac.jpg"
    assert sending.begin().status_code == 409


def test_a_forged_request_is_refused(unit):
    person = a_writer(unit)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    sending = Sending(browser, picture_bytes(), unit=unit)
    assert sending.begin().status_code == 403
    PhotoUpload.objects.create(key=sending.key, uploaded_by=person, unit=unit, name="anh.jpg", size=5)
    assert sending.piece(0, 5).status_code == 403
    assert sending.give_up().status_code == 403
    assert sending.offset() == 0


# Whose


def test_a_stranger_is_told_to_sign_in():
    answer = Sending(Client(), picture_bytes()).begin()
    assert (answer.status_code, answer.json()["error"]) == (401, "signed-out")


def test_nobody_adds_photos_to_a_unit_of_others(writer):
    assert Sending(writer, picture_bytes(), unit=a_unit("Khác")).begin().status_code == 403


def test_a_unit_that_is_not_there_is_answered_alike(sending):
    sending.unit = "999999"
    assert sending.begin().status_code == 403


def test_people_of_units_add_nothing_to_the_boards_own(writer):
    assert Sending(writer, picture_bytes()).begin().status_code == 403


def test_somebody_without_any_role_adds_nothing(unit):
    assert Sending(browser_of(UserFactory()), picture_bytes(), unit=unit).begin().status_code in {302, 403}


@pytest.mark.parametrize("someone", [a_board_member, a_superuser])
def test_the_board_adds_photos_of_its_own(someone):
    told = Sending(browser_of(someone()), picture_bytes()).whole()
    photo = Photo.objects.get(pk=told["photo"]["id"])
    assert (photo.unit, photo.reach) == (None, Reach.DRAFT)


def test_what_the_board_adds_for_a_unit_without_approvers_the_whole_board_sees(unit):
    told = Sending(browser_of(a_board_member()), picture_bytes(), unit=unit).whole()
    photo = Photo.objects.get(pk=told["photo"]["id"])
    assert photo.unit == unit
    assert photo in Photo.objects.visible_to(a_board_member())


def test_the_board_adds_nothing_to_a_unit_that_vets_for_itself(unit):
    make_approver(unit)
    assert Sending(browser_of(a_board_member()), picture_bytes(), unit=unit).begin().status_code == 403


def test_uploads_of_others_are_unknown(sending, unit):
    sending.begin()
    sending.piece(0, 1000)
    colleague = browser_of(a_writer(unit))
    mine, sending.browser = sending.browser, colleague
    assert colleague.head(sending.address, **TUS).status_code == 404
    assert colleague.get(sending.address).status_code == 404
    assert sending.piece(1000).status_code == 404
    assert sending.give_up().status_code == 404
    sending.browser = mine
    assert sending.offset() == 1000


def test_the_same_key_of_two_people_means_two_uploads(sending, unit):
    sending.begin()
    sending.browser = browser_of(a_writer(unit))
    assert sending.begin()["Upload-Offset"] == "0"
    assert PhotoUpload.objects.count() == 2


def test_who_has_left_the_unit_sends_no_more(writer, unit):
    sending = Sending(writer, picture_bytes(), unit=unit)
    sending.begin()
    other = a_unit("Khác")
    PhotoUpload.objects.update(unit=other)
    assert sending.piece(0).status_code == 403
    assert writer.get(sending.address).status_code == 403
    assert not Photo.objects.exists()


# Giving up, and how much may be on its way


def test_an_unfinished_upload_can_be_given_up(sending, django_capture_on_commit_callbacks):
    sending.begin()
    sending.piece(0, 1000)
    left = pieces.path_of(PhotoUpload.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        assert sending.give_up().status_code == 204
    assert not left.exists()
    assert sending.browser.head(sending.address, **TUS).status_code == 404
    assert sending.begin()["Upload-Offset"] == "0"


def test_a_photo_that_has_come_in_is_not_given_up(sending):
    sending.whole()
    assert sending.give_up().status_code == 409
    assert Photo.objects.exists()


def test_an_upload_leaves_with_its_photo(sending):
    sending.whole()
    Photo.objects.get().delete()
    assert sending.browser.get(sending.address).status_code == 404


def test_an_upload_is_no_use_of_its_photo(sending):
    sending.whole()
    assert list(Photo.objects.get().get_usage()) == []


def test_too_many_unfinished_uploads_are_refused_until_the_quiet_ones_give_way(writer, unit, settings):
    settings.PHOTO_UPLOADS_UNFINISHED = 2
    sendings = [Sending(writer, picture_bytes(), unit=unit) for _ in range(3)]
    assert [sending.begin().status_code for sending in sendings] == [201, 201, 429]
    PhotoUpload.objects.filter(key=sendings[0].key).update(touched_at=timezone.now() - dt.timedelta(hours=2))
    assert sendings[2].begin().status_code == 201
    assert sendings[0].browser.head(sendings[0].address, **TUS).status_code == 404
    assert sendings[1].offset() == 0


def test_photos_that_have_come_in_do_not_count_as_unfinished(writer, unit, settings):
    settings.PHOTO_UPLOADS_UNFINISHED = 1
    for _ in range(3):
        Sending(writer, picture_bytes(), unit=unit).whole()
    assert Photo.objects.count() == 3


def test_what_nobody_goes_on_with_is_dropped_after_a_month(sending, settings):
    sending.begin()
    sending.piece(0, 1000)
    left = pieces.path_of(PhotoUpload.objects.get())
    drop = jobs["photos: uploads that were given up"]
    assert drop(timezone.now() + dt.timedelta(days=29)) == 0
    assert drop(timezone.now() + dt.timedelta(days=31)) == 1
    assert not left.exists()
    assert not PhotoUpload.objects.exists()
    assert drop(timezone.now() + dt.timedelta(days=31)) == 0


def test_the_photo_stays_when_the_note_on_its_upload_is_dropped(sending):
    sending.whole()
    jobs["photos: uploads that were given up"](timezone.now() + dt.timedelta(days=31))
    assert not PhotoUpload.objects.exists()
    assert Photo.objects.exists()


def test_asking_how_far_it_is_costs_the_same_however_many_there_are(writer, unit, django_assert_max_num_queries):
    for _ in range(4):
        Sending(writer, picture_bytes(), unit=unit).begin()
    sending = Sending(writer, picture_bytes(), unit=unit)
    sending.begin()
    with django_assert_max_num_queries(12):
        sending.offset()


def test_a_photo_of_somebody_else_is_not_reached_by_an_upload(sending):
    foreign = PhotoFactory(unit=a_unit("Khác"))
    sending.begin()
    assert str(foreign.pk) not in str(sending.outcome()["photo"])


def test_bytes_that_came_over_a_real_connection_before_it_broke_are_kept(live_server, unit):
    data = camera_bytes("xmp_test.jpg")
    sending = Sending(browser_of(a_writer(unit)), data, unit=unit)
    sending.begin()
    cookies = {name: morsel.value for name, morsel in sending.browser.cookies.items()}
    token = "a" * 32
    headers = {
        "Host": live_server.thread.host,
        "Cookie": "; ".join(f"{name}={value}" for name, value in {**cookies, "csrftoken": token}.items()),
        "X-CSRFToken": token,
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": "0",
        "Content-Type": PIECE,
        "Content-Length": str(len(data)),
    }
    head = f"PATCH {sending.address} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with socket.create_connection((live_server.thread.host, live_server.thread.port)) as line:
        line.sendall(head.encode() + b"\r\n" + data[:200_000])
        line.shutdown(socket.SHUT_WR)
        while line.recv(1024):
            pass
    assert sending.offset() == 200_000
    sending.piece(200_000)
    assert sending.outcome()["photo"]["width"] == 2000
