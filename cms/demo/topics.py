"""What the demonstration's news is about: the texts of the folder ``topics``, filled with facts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cms.demo.chance import Chance

FOLDER = Path(__file__).parent / "topics"


@dataclass(frozen=True)
class Topic:
    """A kind of event: what its photos show, who writes of it in which months, and its turns of phrase."""

    code: str
    scene: str
    banner: str
    section: str
    headlines: list[str]
    leads: list[str]
    openings: list[str]
    middles: list[str]
    closings: list[str]
    captions: list[str]
    genre: str = ""
    members: str = "anyone"
    kinds: list[str] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    money: list[str] = field(default_factory=lambda: ["500.000", "700.000", "1.000.000"])

    def suits(self, kind: str, month: int) -> bool:
        """Whether a unit of a kind could write of this in a month."""
        return (not self.kinds or kind in self.kinds) and (not self.months or month in self.months)


@dataclass(frozen=True)
class Story:
    """A text, written: plain paragraphs, and more captions than an item needs."""

    headline: str
    lead: str
    paragraphs: list[str]
    captions: list[str]


@cache
def topics() -> list[Topic]:
    """Every topic, sorted by its code."""
    return [
        Topic(code=path.stem, **tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(FOLDER.glob("*.toml"))
    ]


def topic_for(kind: str, month: int, chance: Chance) -> Topic:
    """A topic for a unit of a kind in a month; what belongs to the season is more likely."""
    suitable = [topic for topic in topics() if topic.suits(kind, month)]
    return chance.choices(suitable, weights=[3 if topic.months else 1 for topic in suitable])[0]


def tell(topic: Topic, facts: Mapping[str, object], chance: Chance) -> Story:
    """A story of a topic with these facts."""

    def filled(text: str) -> str:
        told = text.format_map(facts)
        return told[0].upper() + told[1:]

    middles = chance.sample(topic.middles, k=min(len(topic.middles), chance.choice((2, 3, 3))))
    paragraphs = [chance.choice(topic.openings), *middles, chance.choice(topic.closings)]
    captions = chance.sample(topic.captions, k=len(topic.captions))
    return Story(
        headline=filled(chance.choice(topic.headlines)),
        lead=filled(chance.choice(topic.leads)),
        paragraphs=[filled(paragraph) for paragraph in paragraphs],
        captions=[filled(caption) for caption in captions],
    )
