"""What a person's screen tells: their roles now, before and to come, and what may be done about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.audit.addresses import entries_url
from cms.units.days import today
from cms.units.models import Absence, Membership, StandIn
from cms.units.roles import is_administrator

if TYPE_CHECKING:
    from cms.accounts.models import User


def person_context(person: User, by: User) -> dict[str, Any]:
    """The context of a person's screen as ``by`` sees it."""
    day = today()
    roles = list(
        Membership.objects.filter(user=person)
        .select_related("granted_by")
        .prefetch_related("unit__versions")
        .order_by("-valid_from", "-pk")
    )
    appointments = list(person.appointments.select_related("appointed_by", "ended_by"))
    for role in roles:
        role.unit_name = role.unit.name_on(role.valid_from)  # type: ignore[attr-defined]
    may_act = is_administrator(by) and by.pk != person.pk
    return {
        "person": person,
        "roles": [role for role in roles if role.superseded_at is None and not _is_over(role, day)],
        "past_roles": [role for role in roles if role.superseded_at is not None or _is_over(role, day)],
        "appointments": [row for row in appointments if row.ended_at is None],
        "past_appointments": [row for row in appointments if row.ended_at is not None],
        "absences": Absence.objects.filter(user=person).prefetch_related(
            "stand_ins__user", "stand_ins__unit__versions"
        ),
        "stands_in": StandIn.objects.filter(user=person)
        .select_related("absence__user")
        .prefetch_related("unit__versions"),
        "today": day,
        "may_act": may_act,
        "offers": _offers(person, by) if may_act else [],
        "trail_url": entries_url(person) if may_act else None,
    }


def _is_over(role: Membership, day: Any) -> bool:
    return role.valid_to is not None and role.valid_to <= day


def _offers(person: User, by: User) -> list[dict[str, str]]:
    """The acts on a person, as buttons: label and address; ``post`` for those that are done at once."""
    if not person.is_active:
        return [{"label": _("Take back into the work"), "url": reverse("units:readmit", args=[person.pk])}]
    offers = [
        {"label": _("Grant a role in a unit"), "url": reverse("units:grant_role", args=[person.pk])},
        {"label": _("Give a role of the province"), "url": reverse("units:grant_provincial_role", args=[person.pk])},
        {"label": _("Enter a leave"), "url": reverse("units:person_leave", args=[person.pk])},
    ]
    return [
        *offers,
        {"label": _("Give a link to sign in"), "url": reverse("accounts:issue_link", args=[person.pk]), "post": "1"},
        {"label": _("Leaves the work"), "url": reverse("units:leave_work", args=[person.pk]), "grave": "1"},
    ]
