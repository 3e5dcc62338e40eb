"""The administrators' home page: units that nobody vets for."""

from __future__ import annotations

import pytest

from cms.units.models import Substitution
from cms.units.roles import ADMINISTRATOR
from tests.factories.units import LONG_AGO, UserFactory, join_group, make_approver, make_unit
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


def home_of_an_administrator() -> str:
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    return signed_in(administrator).get("/admin/").content.decode()


def test_an_administrator_is_shown_the_units_without_an_approver(portal: None) -> None:
    make_approver(make_unit("Công đoàn cơ sở Có Người Duyệt"))
    make_unit("Công đoàn cơ sở Chưa Có Ai")
    html = home_of_an_administrator()
    assert "Công đoàn cơ sở Chưa Có Ai" in html
    assert "Công đoàn cơ sở Có Người Duyệt" not in html


def test_a_unit_with_a_substitute_is_not_among_them(portal: None) -> None:
    parent = make_unit("Công đoàn ngành")
    make_approver(parent)
    small = make_unit("Công đoàn cơ sở Nhỏ")
    Substitution.objects.create(
        unit=small,
        substitute=parent,
        decision_number="12/QĐ-LĐLĐ",
        decision_date=LONG_AGO,
        valid_from=LONG_AGO,
        entered_by=UserFactory(),
    )
    assert "Công đoàn cơ sở Nhỏ" not in home_of_an_administrator()


def test_others_are_not_shown_the_register(portal: None) -> None:
    make_unit("Công đoàn cơ sở Chưa Có Ai")
    html = signed_in(UserFactory(board=True)).get("/admin/").content.decode()
    assert "Công đoàn cơ sở Chưa Có Ai" not in html
