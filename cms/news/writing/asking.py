"""Who will be asked to approve an item when it is sent: said before it is sent."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.news.messages import writers_of
from cms.units.approving import approvers_of
from cms.units.days import today

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.news.models import NewsPage


@dataclass(frozen=True)
class Asked:
    """Somebody who will be asked, and as what."""

    name: str
    role: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class Asking:
    """Those who will be asked; if there is nobody, ``nobody`` says what to do."""

    people: list[Asked] = field(default_factory=list)
    nobody: str = ""


def asking(item: NewsPage, by: User) -> Asking:
    """Who will be asked when ``by`` sends the item: the unit's approvers who neither wrote nor send it."""
    writers = {by, *writers_of(item)} if item.pk else {by}
    approvers = approvers_of(item.unit)
    version = item.unit.version_on(today())
    approving_role = version.kind.approving_role if version else ""
    people = [
        Asked(str(approver.user), approver.role(approving_role))
        for approver in approvers
        if approver.user not in writers
    ]
    return Asking(people, "" if people else _nobody(bool(approvers)))


def _nobody(has_approvers: bool) -> str:
    if has_approvers:
        return _("Whoever could approve has written this item: your unit needs another approver. Tell the province.")
    return _("Your unit has nobody to approve its news now: tell the province. What you write is kept meanwhile.")
