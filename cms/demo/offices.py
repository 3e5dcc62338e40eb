"""The offices of the province that are no units: accounts, administration, the machine room."""

from __future__ import annotations

from django.contrib.auth.models import Group

from cms.demo.names import PEN_NAMES
from cms.demo.people import Registry
from cms.units.models import Contributor
from cms.units.roles import ACCOUNT_HOLDER, ACCOUNTANT, ADMINISTRATOR


def fill_offices(registry: Registry) -> None:
    """One accountant, one account holder, one administrator, one superuser."""
    for place, role in (("accountant", ACCOUNTANT), ("holder", ACCOUNT_HOLDER), ("administrator", ADMINISTRATOR)):
        registry.new_user(place).groups.add(Group.objects.get(name=role))
    registry.new_user("superuser", is_staff=True, is_superuser=True)


def find_freelancers(registry: Registry) -> list[Contributor]:
    """Contributors of no unit and without a login, under their pen names."""
    return [registry.new_contributor(str(registry.new_name()), unit=None, pen=pen) for pen in PEN_NAMES[:5]]
