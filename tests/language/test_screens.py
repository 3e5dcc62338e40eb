"""What people read is Vietnamese: no screen shows a message as it stands in the source."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cms.units.models import SuccessionKind
from tests.factories.news import Desk
from tests.factories.units import UserFactory
from tests.language.visible_text import VisibleText, untranslated
from tests.signing_in import signed_in


def assert_vietnamese(client: Client, address: str, *, status: int = 200) -> None:
    """Assert that a page shows no source message, of ours or of Wagtail's."""
    response = client.get(address)
    assert response.status_code == status, address
    page = VisibleText(response.content.decode())
    assert not untranslated(page.texts | page.labels), address
    # Some of Wagtail's labels are fixed in its templates: its texts only.
    assert not untranslated(page.texts, "wagtail"), address


def test_a_source_message_on_a_page_is_noticed() -> None:
    page = VisibleText('<p>My items</p><p>Taken back: Tin A</p><a title="Photo">Tin của tôi</a><script>Units</script>')
    assert untranslated(page.texts | page.labels) == {"My items", "Taken back: Tin A", "Photo"}


def test_the_screens_of_a_writer_are_vietnamese(desk: Desk) -> None:
    draft = desk.draft(photos=0)
    writer = signed_in(desk.writer)
    for name in ("write", "mine"):
        page = writer.get(reverse(f"news:{name}"), follow=True)
        assert not untranslated(VisibleText(page.content.decode()).texts), name
    for address in ("/admin/", reverse("news:item", args=[draft.pk]), reverse("accounts:account")):
        assert_vietnamese(writer, address)
    for name in ("writing", "history", "discard"):
        assert_vietnamese(writer, reverse(f"news:{name}", args=[draft.pk]))
    sent = desk.submitted()
    assert_vietnamese(writer, reverse("news:passed_on", args=[sent.pk]))


def test_the_screens_of_an_approver_are_vietnamese(desk: Desk) -> None:
    page = desk.submitted(urgent=True, urgent_reason="Hội nghị sáng mai")
    approver = signed_in(desk.approver)
    for address in ("/admin/", reverse("news:waiting"), reverse("news:item", args=[page.pk])):
        assert_vietnamese(approver, address)


@pytest.mark.parametrize("state", ["at_board", "published"])
def test_the_screens_of_the_board_are_vietnamese(desk: Desk, state: str) -> None:
    page = getattr(desk, state)()
    board = signed_in(desk.board)
    for address in ("/admin/", reverse("news:board"), reverse("news:item", args=[page.pk])):
        assert_vietnamese(board, address)
    assert_vietnamese(board, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert_vietnamese(board, reverse("wagtailimages:index"))
    assert_vietnamese(board, reverse("wagtailimages:add_multiple"))


def test_the_registers_of_an_administrator_are_vietnamese(desk: Desk) -> None:
    administrator = signed_in(UserFactory(is_superuser=True))
    for model in ("unit", "membership", "contributor", "unitkind"):
        assert_vietnamese(administrator, reverse(f"wagtailsnippets_units_{model}:list"))
    for model in ("contributor", "unitkind"):
        assert_vietnamese(administrator, reverse(f"wagtailsnippets_units_{model}:add"))
    assert_vietnamese(administrator, reverse("wagtailsnippets_units_unit:inspect", args=[desk.unit.pk]))
    for kind in SuccessionKind:
        assert_vietnamese(administrator, reverse("units:act", args=[kind]))


def test_the_screens_of_people_are_vietnamese(desk: Desk) -> None:
    administrator = signed_in(UserFactory(is_superuser=True))
    for name in ("wagtailusers_users:index", "wagtailusers_users:add", "units:substitutes", "units:name_substitutes"):
        assert_vietnamese(administrator, reverse(name))
    for name in ("wagtailusers_users:edit", "units:grant_role", "units:grant_provincial_role", "units:person_leave"):
        assert_vietnamese(administrator, reverse(name, args=[desk.writer.pk]))
    for name in ("audit:entries", "spreadsheets:index", "units:duplicates", "accounts:account", "accounts:password"):
        assert_vietnamese(administrator, reverse(name))
    assert_vietnamese(administrator, reverse("spreadsheets:publications_index"))
    assert_vietnamese(signed_in(desk.approver), reverse("units:my_leave"))
    for address in (reverse("accounts:sign_in"), reverse("accounts:ask_link")):
        assert_vietnamese(Client(), address)


def test_the_public_pages_are_vietnamese(desk: Desk) -> None:
    page = desk.published()
    for address in ("/", page.url, page.get_parent().url, "/thong-bao/", "/chuyen-muc/", "/lien-he/"):
        assert_vietnamese(Client(), address)
    assert_vietnamese(Client(), "/khong-co-trang-nay/", status=404)
