"""The people of the units that lose or gain a publication are told, with the reason and a link for readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cms.outbox.outbox import enqueue
from cms.units.models import Membership

from .rows import Participation

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import Publication, PublicationAmendment, Unit


def tell_units(amendment: PublicationAmendment, old: Sequence[Participation], new: Sequence[Participation]) -> None:
    """Tell the writers and approvers of each unit for which the publication counts now and did not, or the reverse."""
    counted, counts = _counting(old), _counting(new)
    for unit in (counted.keys() | counts.keys()) - (counted.keys() & counts.keys()):
        if unit in counts:
            text = _("“%(headline)s”, published on %(day)s, counts for %(unit)s now.")
        else:
            text = _("“%(headline)s”, published on %(day)s, no longer counts for %(unit)s.")
        _tell(amendment, (counts | counted)[unit], text)


def _counting(rows: Sequence[Participation]) -> dict[int, Unit]:
    return {unit.pk: unit for unit, counts in rows if counts}


def _tell(amendment: PublicationAmendment, unit: Unit, text: str) -> None:
    publication = amendment.publication
    told = {
        "headline": publication.headline,
        "day": f"{publication.local_date:%d/%m/%Y}",
        "unit": unit.name_on(publication.local_date),
    }
    subject = _("Record amended: %(headline)s") % told
    context = {"text": text % told, "reason": amendment.reason, "link": _link(publication)}
    for user in _people_of(unit):
        body = render_to_string("units/messages/amended.txt", context | {"user": user})
        payload = {"to": user.pk, "subject": subject, "text": body}
        enqueue("message", f"units:amended:{amendment.pk}:{unit.pk}:{user.pk}", payload)


def _people_of(unit: Unit) -> list[User]:
    here = Membership.objects.current().filter(unit=unit).values("user")
    return list(get_user_model().objects.filter(pk__in=here, is_active=True).order_by("pk"))


def _link(publication: Publication) -> str:
    """Where readers find it; empty while they do not."""
    if not publication.is_standing:
        return ""
    address = publication.address
    return settings.WAGTAILADMIN_BASE_URL + address if address.startswith("/") else address
