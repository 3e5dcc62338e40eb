"""The screens on which the office decides how its letters look, and who may open them."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, Site

from cms.accounts.models import User
from cms.official_documents.downloads import DOCX
from cms.official_documents.letters import docx_of
from cms.official_documents.models import DocumentSettings, OfficeTemplate, SignatureBlock
from cms.official_documents.office_templates.samples import shipped_template
from cms.official_documents.setup import set_up_signature_blocks
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from tests.factories.notices import block, drafted
from tests.factories.units import UserFactory, join_group, make_unit, make_writer
from tests.official_documents.letters import HEAD, make_letter
from tests.official_documents.templates import plain_word_file
from tests.signing_in import signed_in

TEMPLATE = "/admin/van-ban/mau/"
SETTINGS = "/admin/settings/official_documents/documentsettings/"


@pytest.fixture
def member(portal: None) -> User:
    return UserFactory(board=True)


@pytest.fixture
def boards_browser(member: User) -> Client:
    return signed_in(member)


def upload(browser: Client, content: bytes, name: str = "Mẫu của LĐLĐ.docx") -> object:
    return browser.post(TEMPLATE, {"file": SimpleUploadedFile(name, content, DOCX)})


def test_the_board_uploads_a_template_and_takes_it_out_again(boards_browser: Client) -> None:
    content = shipped_template(HEAD)
    assert upload(boards_browser, content).status_code == 302
    screen = boards_browser.get(TEMPLATE).content.decode()
    assert "Mẫu của LĐLĐ.docx" in screen
    template = OfficeTemplate.in_use()
    assert template is not None
    response = boards_browser.get(reverse("official_documents:file", args=[template.pk]))
    assert response.content == content
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken"], ids=["empty", "broken"])
def test_an_unfit_file_is_explained_beside_its_field(boards_browser: Client, content: bytes) -> None:
    response = upload(boards_browser, content)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not OfficeTemplate.objects.exists()


def test_nothing_chosen_is_explained_too(boards_browser: Client) -> None:
    assert boards_browser.post(TEMPLATE).status_code == 422


def test_the_way_back_to_the_template_of_the_software(boards_browser: Client) -> None:
    upload(boards_browser, plain_word_file())
    boards_browser.post(reverse("official_documents:shipped"))
    assert OfficeTemplate.in_use() is None
    assert boards_browser.post(reverse("official_documents:shipped"), follow=True).status_code == 200
    assert OfficeTemplate.objects.count() == 2


def test_each_change_is_in_the_audit_trail(boards_browser: Client, member: User) -> None:
    upload(boards_browser, plain_word_file())
    boards_browser.post(reverse("official_documents:shipped"))
    entries = ModelLogEntry.objects.filter(action__startswith="official_documents.").order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("official_documents.use_template", member),
        ("official_documents.use_shipped_template", member),
    ]


@pytest.mark.parametrize("name", ["sample", "shipped"])
def test_samples_are_word_files(boards_browser: Client, name: str) -> None:
    response = boards_browser.get(reverse(f"official_documents:{name}"))
    assert response["Content-Type"] == DOCX
    assert docx.Document(BytesIO(response.content)).paragraphs


def test_a_template_that_is_not_there_answers_404(boards_browser: Client) -> None:
    assert boards_browser.get(reverse("official_documents:file", args=[999_999])).status_code == 404


@pytest.mark.parametrize("role", [None, ACCOUNTANT, "writer"])
@pytest.mark.parametrize("name", ["template", "sample", "shipped"])
def test_others_find_nothing_here(portal: None, role: str | None, name: str) -> None:
    address = reverse(f"official_documents:{name}")
    if role is None:
        assert Client().get(address).status_code == 302
        return
    person = make_writer(make_unit()) if role == "writer" else UserFactory()
    if role == ACCOUNTANT:
        join_group(person, ACCOUNTANT)
    browser_of_person = signed_in(person)
    for response in (browser_of_person.get(address), browser_of_person.post(address)):
        assert response.status_code in {302, 403, 404, 405}
        assert "Content-Disposition" not in response
    assert not OfficeTemplate.objects.exists()


@pytest.mark.parametrize("group", ["board", ADMINISTRATOR])
def test_board_and_administrators_change_the_letterhead(portal: None, group: str) -> None:
    person = UserFactory(board=group == "board")
    if group == ADMINISTRATOR:
        join_group(person, ADMINISTRATOR)
    site = Site.objects.get(is_default_site=True)
    fields = {
        "superior_body": "Tổng Liên đoàn Lao động Việt Nam",
        "issuing_body": "Công đoàn Viên chức tỉnh Sơn Bình",
        "place": "Sơn Bình",
        "symbol": "TB-CĐVC",
        "recipients": "Lưu: VT",
        "top_margin": 25,
        "bottom_margin": 20,
        "left_margin": 35,
        "right_margin": 15,
        "body_size": 13,
    }
    browser_of_person = signed_in(person)
    assert browser_of_person.get(f"{SETTINGS}{site.pk}/").status_code == 200
    assert browser_of_person.post(f"{SETTINGS}{site.pk}/", fields).status_code == 302
    head = DocumentSettings.current().letterhead()
    assert (head.place, head.symbol, head.body_size, head.margins.left) == ("Sơn Bình", "TB-CĐVC", 13, 35)
    text = "".join(docx.Document(BytesIO(docx_of(make_letter()))).element.body.itertext())
    assert "CÔNG ĐOÀN VIÊN" in text
    assert "/TB-CĐVC" in text


def test_margins_outside_of_the_decree_are_refused(boards_browser: Client) -> None:
    site = Site.objects.get(is_default_site=True)
    response = boards_browser.post(f"{SETTINGS}{site.pk}/", {"left_margin": 10})
    assert response.status_code == 200
    assert DocumentSettings.current().left_margin == 30
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentSettings.objects.filter(site=site).update(left_margin=10)


def test_without_any_settings_letters_can_be_made(db: None) -> None:
    Site.objects.all().delete()
    assert docx_of(make_letter())
    assert DocumentSettings.current().recipient_lines()


def test_a_portal_starts_with_signature_blocks_and_keeps_those_of_the_office(portal: None) -> None:
    assert SignatureBlock.objects.count() == 3
    SignatureBlock.objects.exclude(name__startswith="Trưởng").delete()
    set_up_signature_blocks()
    assert [str(block) for block in SignatureBlock.objects.all()] == ["Trưởng Ban Biên tập"]


def test_a_block_becomes_the_signature_of_a_letter() -> None:
    block = SignatureBlock(name="Chủ tịch", lines=" TM. Ban Thường vụ\r\n\r\nChủ tịch ", signer="Đỗ Thị Bình")
    assert block.as_signature().lines == ("TM. Ban Thường vụ", "Chủ tịch")
    assert block.as_signature().name == "Đỗ Thị Bình"
    assert block.as_signature("Lê Văn Chí").name == "Lê Văn Chí"


@pytest.mark.parametrize("lines", ["", " \n ", "1\n2\n3\n4\n5"], ids=["empty", "blank", "five lines"])
def test_a_block_has_one_to_four_lines(portal: None, lines: str) -> None:
    with pytest.raises(ValidationError):
        SignatureBlock(name="Khối", lines=lines).full_clean()


def test_the_board_adds_a_block_on_its_screen(boards_browser: Client) -> None:
    address = reverse("wagtailsnippets_official_documents_signatureblock:add")
    fields = {"name": "Khối mới", "lines": "TL. Ban Thường vụ\nChánh Văn phòng", "signer": ""}
    assert boards_browser.post(address, fields).status_code == 302
    assert SignatureBlock.objects.get(name="Khối mới").as_signature().lines[-1] == "Chánh Văn phòng"


def test_a_block_that_a_notice_names_is_kept_and_any_other_goes(member: User, boards_browser: Client) -> None:
    named, other = block(), block("Khối khác")
    drafted(by=member, signature_block=named)
    bulk = f"/admin/bulk/official_documents/signatureblock/delete/?id={named.pk}"
    delete = "wagtailsnippets_official_documents_signatureblock:delete"
    for address in (reverse(delete, args=[named.pk]), bulk):
        told = boards_browser.post(address, follow=True)
        assert [message.level_tag for message in told.context["messages"]] == ["error"]
    assert boards_browser.post(reverse(delete, args=[other.pk])).status_code == 302
    assert set(SignatureBlock.objects.filter(pk__in=[named.pk, other.pk])) == {named}
