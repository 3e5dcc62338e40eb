"""The offices of the province that are no units: accounts, administration, the machine room."""

from __future__ import annotations

from django.utils import timezone

from cms.accounts.models import User
from cms.demo.names import PEN_NAMES
from cms.demo.people import Registry, appoint
from cms.demo.places import SUBSTITUTED
from cms.units.models import Contributor, Unit
from cms.units.people import name_substitutes
from cms.units.roles import ACCOUNT_HOLDER, ACCOUNTANT, ADMINISTRATOR


def find_administrator(registry: Registry) -> User:
    """The administrator, who is there before everybody else: the register is theirs to keep."""
    administrator = registry.new_user("administrator")
    appoint(administrator, ADMINISTRATOR)
    return administrator


def name_substitute(units: dict[str, Unit], by: User) -> None:
    """The decision by which the parent's approvers vet the news of a unit that is too small for two persons."""
    name_substitutes(
        [units[SUBSTITUTED]],
        substitute=None,
        decision_number="152/QĐ-LĐLĐ",
        decision_date=timezone.localdate(),
        valid_from=timezone.localdate(),
        by=by,
    )


def fill_offices(registry: Registry) -> None:
    """One accountant, one account holder, one superuser."""
    for place, role in (("accountant", ACCOUNTANT), ("holder", ACCOUNT_HOLDER)):
        appoint(registry.new_user(place), role)
    registry.new_user("superuser", is_staff=True, is_superuser=True)


def find_freelancers(registry: Registry) -> list[Contributor]:
    """Contributors of no unit and without a login, under their pen names."""
    return [registry.new_contributor(str(registry.new_name()), unit=None, pen=pen) for pen in PEN_NAMES[:5]]
