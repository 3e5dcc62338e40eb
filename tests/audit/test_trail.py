"""What an entry says, what it never says, and that it stands and falls with the act."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from wagtail.models import ModelLogEntry, PageLogEntry, Site

from cms.accounts.models import User
from cms.audit.masking import MASK, masked
from cms.audit.trail import record
from cms.news.models import Genre
from cms.portal.models import PortalSettings
from cms.units.models import UnitKind
from tests.factories.news import Desk
from tests.factories.photos import PhotoFactory
from tests.factories.units import UserFactory
from tests.signing_in import signed_in


def last(action: str) -> ModelLogEntry:
    return ModelLogEntry.objects.filter(action=action).latest("pk")


def test_an_entry_says_who_did_what_to_what_and_when(desk: Desk) -> None:
    record("wagtail.edit", desk.unit, by=desk.board, data={"reason": "Đại hội"})
    entry = last("wagtail.edit")
    assert (entry.user_id, entry.object_id, entry.label) == (desk.board.pk, str(desk.unit.pk), str(desk.unit))
    assert entry.data == {"reason": "Đại hội"}


def test_an_action_that_nobody_registered_is_refused(desk: Desk) -> None:
    with pytest.raises(ValidationError):
        record("units.no_such_act", desk.unit, by=desk.board)


def test_a_thing_behind_lazy_wrappers_is_written_down_all_the_same(desk: Desk) -> None:
    wrapped = SimpleLazyObject(lambda: SimpleLazyObject(lambda: desk.writer))
    record("wagtail.edit", wrapped, by=wrapped)
    assert last("wagtail.edit").object_id == str(desk.writer.pk)


def test_a_thing_without_a_log_is_refused_loudly() -> None:
    with pytest.raises(LookupError):
        record("wagtail.edit", "a text", by=None)


def test_an_entry_goes_with_an_act_that_is_rolled_back(desk: Desk) -> None:
    def fail() -> None:
        with transaction.atomic():
            record("wagtail.edit", desk.unit, by=desk.board)
            raise RuntimeError

    before = ModelLogEntry.objects.count()
    with pytest.raises(RuntimeError):
        fail()
    assert ModelLogEntry.objects.count() == before


@pytest.mark.parametrize(
    "text",
    ["0912345678", "0912.345.678", "+84 912 345 678", "84912345678", "(0209) 3870 123", "an.nv@example.com"],
)
def test_personal_data_does_not_get_into_an_entry(desk: Desk, text: str) -> None:
    record("wagtail.edit", desk.unit, by=desk.board, data={"reason": f"Gọi {text} nhé", "rows": [{"phone": text}]})
    assert last("wagtail.edit").data == {"reason": f"Gọi {MASK} nhé", "rows": [{"phone": MASK}]}


def test_personal_data_gets_into_no_entry_of_wagtails_own_either(desk: Desk) -> None:
    page = desk.draft()
    record("wagtail.comments.create", page, by=desk.board, data={"comment": {"text": "Gọi 0912345678"}})
    assert "0912345678" not in str(PageLogEntry.objects.latest("pk").data)


@pytest.mark.parametrize(
    "text",
    ["2026-11-22", "01-07-2025 08:30", "2026-11-22T05:10:00+00:00", "123/QĐ-LĐLĐ", "20 000 000 000 đồng", "an.nv", "1"],
)
def test_days_numbers_and_decisions_stay_readable(text: str) -> None:
    assert masked(text) == text


def edit(user: User, address: str, **data: str) -> int:
    return signed_in(user).post(address, data).status_code


def test_an_edit_of_a_genre_is_written_down(desk: Desk) -> None:
    genre = Genre.objects.get(code=Genre.NEWS)
    address = reverse("wagtailsnippets_news_genre:edit", args=[genre.pk])
    fields = {"name": "Tin vắn", "code": genre.code, "offered_as": genre.offered_as, "order": "0"}
    assert edit(desk.board, address, **fields, min_words="20", min_photos="1") == 302
    assert last("wagtail.edit").user_id == desk.board.pk
    assert last("wagtail.edit").label == "Tin vắn"


def test_an_edit_of_a_kind_of_unit_is_written_down(administrator: User) -> None:
    kind = UnitKind.objects.get(code=UnitKind.GRASSROOTS)
    address = reverse("wagtailsnippets_units_unitkind:edit", args=[kind.pk])
    fields = {"name": "CĐCS", "code": kind.code, "approving_role": kind.approving_role, "order": "3"}
    assert edit(administrator, address, **fields) == 302
    assert last("wagtail.edit").label == "CĐCS"


def test_an_edit_of_the_portals_settings_is_written_down(desk: Desk) -> None:
    settings = PortalSettings.for_site(Site.objects.get())
    address = reverse("wagtailsettings:edit", args=["portal", "portalsettings", settings.site_id])
    client = signed_in(desk.board)
    form = client.get(address).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    assert client.post(address, fields).status_code == 302
    assert last("wagtail.edit").user_id == desk.board.pk


def test_the_boards_download_of_an_original_is_written_down_and_the_units_own_is_not(desk: Desk) -> None:
    photo = PhotoFactory(unit=desk.unit, public=True)
    address = reverse("photos:original", args=[photo.token])
    for person in (desk.writer, desk.board):
        signed_in(person).head(address)
        assert signed_in(person).get(address).status_code == 200
    entries = ModelLogEntry.objects.filter(action="photos.download_original")
    assert list(entries.values_list("user", "object_id")) == [(desk.board.pk, str(photo.pk))]


def test_a_refused_download_leaves_no_entry(desk: Desk) -> None:
    photo = PhotoFactory(unit=desk.unit)
    assert signed_in(UserFactory()).get(reverse("photos:original", args=[photo.token])).status_code == 404
    assert not ModelLogEntry.objects.filter(action="photos.download_original").exists()
