"""Figures of randomly made quarters against a ledger that is kept beside the record and counted by hand."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import pytest
from django.utils import timezone

from cms.notices.facts.gathering import gather
from cms.units.models import Contributor
from tests.factories.notices import LAST, credit
from tests.factories.publications import local_moment, publish
from tests.factories.units import ContributorFactory, make_unit

MOMENTS = [dt.time(0, 0, 0), dt.time(9, 30), dt.time(23, 59, 59)]


@dataclass
class Ledger:
    """What a clerk with pencil and paper would have written down."""

    items: set[str] = field(default_factory=set)
    of_unit: Counter[int] = field(default_factory=Counter)
    of_person: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    reposted: int = 0
    before: int = 0


def written(chance: random.Random) -> Ledger:
    """Random publications around the quarter, in the record and in the ledger."""
    ledger = Ledger()
    units = [make_unit(f"Đơn vị {number}") for number in range(4)]
    people = [ContributorFactory(full_name=f"Người {number}") for number in range(4)]
    Contributor.objects.filter(pk=people[3].pk).update(merged_into=people[0])
    start = LAST.before.first - dt.timedelta(days=3)
    span = (LAST.end - start).days + 3
    for number in range(60):
        day, headline = start + dt.timedelta(days=chance.randrange(span)), f"Tin {number}"
        if chance.random() < 0.3:
            day = chance.choice([LAST.first, LAST.last, LAST.end, LAST.first - dt.timedelta(days=1)])
        taking_part = chance.sample(units, chance.randint(1, 3))
        fate = chance.choice(["", "", "", "withdrawn_at", "hidden_at", "reposted", "facebook_group"])
        fields = {fate: timezone.now()} if fate.endswith("_at") else {}
        fields |= {"origin": "reposted"} if fate == "reposted" else {}
        fields |= {"channel": fate} if fate == "facebook_group" else {}
        publication = publish(
            taking_part[0],
            at=local_moment(day, chance.choice(MOMENTS)),
            headline=headline,
            joint=[(unit, chance.random() < 0.5) for unit in taking_part[1:]],
            **fields,
        )
        authors = chance.sample(people, chance.randint(0, 2))
        for person in authors:
            credit(publication, person.full_name, person)
        lies_within = LAST.first <= day <= LAST.last
        ledger.reposted += lies_within and fate == "reposted"
        ledger.before += LAST.before.first <= day < LAST.first and not fate
        if lies_within and not fate:
            ledger.items.add(headline)
            ledger.of_unit.update(unit.pk for unit in taking_part)
            for person in authors:
                ledger.of_person["Người 0" if person is people[3] else person.full_name].add(headline)
    return ledger


@pytest.mark.parametrize("seed", range(8))
def test_a_random_quarter_comes_out_as_in_the_ledger(portal: None, seed: int) -> None:
    ledger = written(random.Random(seed))
    facts = gather(LAST, ["portal"])
    assert {item.headline for item in facts.items} == ledger.items
    assert {line.unit: len(line.items) for line in facts.units} == dict(ledger.of_unit)
    assert facts.totals.items == len(ledger.items)
    assert facts.totals.units == len(ledger.of_unit)
    assert facts.totals.people == len(ledger.of_person)
    listed = sum(len(line.items) for line in facts.people if line.name in ("Người 1", "Người 2"))
    assert listed == len(ledger.of_person["Người 1"]) + len(ledger.of_person["Người 2"])
    assert (facts.reposted, facts.before.items) == (ledger.reposted, ledger.before)
