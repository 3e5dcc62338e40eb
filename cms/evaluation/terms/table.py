"""The whole of a table of points, and its form in JSON, in which it is stored and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .parts import (
    Band,
    EachWithLimit,
    GenreTerms,
    GoneUnits,
    NumberTerms,
    OwingNothing,
    Part,
    ShareTerms,
    TimelinessTerms,
)


@dataclass(frozen=True)
class Terms:
    """A criterion of ``maximum`` points, with the parts that apply; a part that is None gives and takes nothing."""

    maximum: Decimal
    periods: ShareTerms | None = None
    total: ShareTerms | None = None
    timeliness: TimelinessTerms | None = None
    number: NumberTerms | None = None
    genres: GenreTerms | None = None
    above: EachWithLimit | None = None
    returns: EachWithLimit | None = None
    owing_nothing: OwingNothing = OwingNothing.UNGRADED
    gone_units: GoneUnits = GoneUnits.ANNEX

    @property
    def parts(self) -> list[Part]:
        """The parts that apply, in their order."""
        return [part for part in Part if getattr(self, part.value) is not None]

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, decimals as strings: the same terms give the same JSON."""
        plain: dict[str, Any] = {
            "maximum": _text(self.maximum),
            "owing_nothing": self.owing_nothing.value,
            "gone_units": self.gone_units.value,
        }
        return plain | {part.value: _WRITERS[part](getattr(self, part.value)) for part in self.parts}

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Terms:
        """The terms that ``as_json`` wrote; raises ``LookupError``, ``ValueError`` or ``ArithmeticError`` else."""
        parts = {part.value: _READERS[part](plain[part.value]) for part in Part if part.value in plain}
        return cls(
            maximum=Decimal(plain["maximum"]),
            owing_nothing=OwingNothing(plain["owing_nothing"]),
            gone_units=GoneUnits(plain["gone_units"]),
            **parts,
        )


def _text(value: Decimal) -> str:
    """A decimal in its shortest form: 2.50 and 2.5 are the same points."""
    return format(value.normalize(), "f") if value else "0"


def _bands(bands: tuple[Band, ...]) -> list[list[str]]:
    return [[_text(band.bound), _text(band.points)] for band in bands]


def _read_bands(plain: list[list[str]]) -> tuple[Band, ...]:
    return tuple(Band(Decimal(bound), Decimal(points)) for bound, points in plain)


def _write_share(share: ShareTerms) -> dict[str, Any]:
    return {"points": _text(share.points), "bands": _bands(share.bands)}


def _read_share(plain: dict[str, Any]) -> ShareTerms:
    return ShareTerms(Decimal(plain["points"]), _read_bands(plain["bands"]))


def _write_each(each: EachWithLimit) -> dict[str, Any]:
    return {"each": _text(each.each), "limit": _text(each.limit)}


def _read_each(plain: dict[str, Any]) -> EachWithLimit:
    return EachWithLimit(Decimal(plain["each"]), Decimal(plain["limit"]))


def _write_genres(genres: GenreTerms) -> dict[str, Any]:
    return {"each": {code: _text(points) for code, points in genres.each}, "limit": _text(genres.limit)}


def _read_genres(plain: dict[str, Any]) -> GenreTerms:
    each = tuple(sorted((code, Decimal(points)) for code, points in plain["each"].items()))
    return GenreTerms(each, Decimal(plain["limit"]))


_WRITERS: dict[Part, Any] = {
    Part.PERIODS: _write_share,
    Part.TOTAL: _write_share,
    Part.TIMELINESS: lambda terms: {"bands": _bands(terms.bands), "unmeasured": _text(terms.unmeasured)},
    Part.NUMBER: lambda terms: {"bands": _bands(terms.bands)},
    Part.GENRES: _write_genres,
    Part.ABOVE: _write_each,
    Part.RETURNS: _write_each,
}
_READERS: dict[Part, Any] = {
    Part.PERIODS: _read_share,
    Part.TOTAL: _read_share,
    Part.TIMELINESS: lambda plain: TimelinessTerms(_read_bands(plain["bands"]), Decimal(plain["unmeasured"])),
    Part.NUMBER: lambda plain: NumberTerms(_read_bands(plain["bands"])),
    Part.GENRES: _read_genres,
    Part.ABOVE: _read_each,
    Part.RETURNS: _read_each,
}
