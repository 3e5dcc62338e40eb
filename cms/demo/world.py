"""The whole demonstration, built once."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from cms.demo.announcements import announce
from cms.demo.authenticators import hand_out_apps
from cms.demo.evaluations import evaluate_last_year
from cms.demo.examples import show_desks_at_work
from cms.demo.items import Newsroom, make_items
from cms.demo.notices import issue_notices
from cms.demo.offices import fill_offices, find_administrator, find_freelancers, name_substitute
from cms.demo.old_portal import import_old_items
from cms.demo.people import Registry, staff, staff_board, staff_on_paper
from cms.demo.places import found_units
from cms.demo.portal_texts import fill_portal
from cms.demo.reminding import send_reminders
from cms.demo.reorganisation import reorganise
from cms.portal.setup import set_up_portal
from cms.units.models import Unit

STEP = 25


@transaction.atomic
def build_world(items: int, say: Callable[[str], None]) -> None:
    """Build the province with its people and so many items; ``say`` is told how far it has come.

    In one transaction: what is broken off leaves nothing behind, and can be begun again.
    Raises ``ValueError`` if the items are too few for every state to be seen.
    """
    set_up_portal()
    say(_("Founding the units and inviting their people"))
    newsroom, units = _open_newsroom()
    announce(newsroom.members[0])
    for number, _page in enumerate(make_items(newsroom, items), start=1):
        if number % STEP == 0 or number == items:
            say(_("%(number)d of %(items)d items") % {"number": number, "items": items})
    show_desks_at_work(newsroom)
    hand_out_apps()
    fill_portal(responsible=newsroom.own.chief.removeprefix("đồng chí "))
    _count_and_announce(newsroom, units, say)


def _count_and_announce(newsroom: Newsroom, units: dict[str, Unit], say: Callable[[str], None]) -> None:
    """What is made of the record: quotas with their reminders, quarterly notices, the yearly evaluation."""
    editor, signer = newsroom.members[1], str(newsroom.members[0])
    say(_("Importing what the old portal had published"))
    import_old_items(units, [*newsroom.desks, newsroom.on_paper], by=editor)
    say(_("Reminders, notices, evaluation"))
    send_reminders()
    issue_notices(editor, signer=signer)
    evaluate_last_year(editor, signer=signer)


def _open_newsroom() -> tuple[Newsroom, dict[str, Unit]]:
    registry = Registry()
    units = found_units()
    administrator = find_administrator(registry)
    reorganise(units, registry, by=administrator)
    desks = staff(units, registry)
    name_substitute(units, by=administrator)
    own, members = staff_board(registry)
    fill_offices(registry)
    newsroom = Newsroom(desks, own, members, find_freelancers(registry), staff_on_paper(units, registry))
    return newsroom, units
