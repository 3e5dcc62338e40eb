"""The invented province of Sơn Bình and its union bodies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cms.units.models import Unit, UnitKind
from cms.units.register import found_unit

PROVINCE = "Sơn Bình"
FEDERATION = "Liên đoàn Lao động tỉnh Sơn Bình"
SEAT = "phường Sông Hiền"
LONG_AGO = dt.date(2015, 1, 1)
# District federations ended and commune unions were founded on this day.
COMMUNE_UNIONS = dt.date(2025, 7, 1)


@dataclass(frozen=True)
class Place:
    """A union body: its name, kind, where it is, its parent's name, and how many members it has."""

    name: str
    kind: str
    place: str
    parent: str = ""
    size: int = 0
    founded: dt.date = LONG_AGO


_DEPARTMENT, _INTERMEDIATE, _GRASSROOTS = UnitKind.DEPARTMENT, UnitKind.INTERMEDIATE, UnitKind.GRASSROOTS
_EDUCATION = "Công đoàn ngành Giáo dục tỉnh"
_HEALTH = "Công đoàn ngành Y tế tỉnh"
_INDUSTRY = "Công đoàn các Khu công nghiệp tỉnh"
_TOWN = "Công đoàn phường Sông Hiền"
_NA_VANG = "Công đoàn xã Nà Vàng"
_THACH_HUONG = "Công đoàn xã Thạch Hương"

DEPARTMENTS = [
    Place("Văn phòng LĐLĐ tỉnh", _DEPARTMENT, SEAT, size=9),
    Place("Ban Tổ chức - Kiểm tra LĐLĐ tỉnh", _DEPARTMENT, SEAT, size=7),
    Place("Ban Công tác công đoàn LĐLĐ tỉnh", _DEPARTMENT, SEAT, size=8),
    Place("Ban Tài chính LĐLĐ tỉnh", _DEPARTMENT, SEAT, size=6),
]
INTERMEDIATES = [
    Place(_EDUCATION, _INTERMEDIATE, SEAT, size=9400),
    Place(_HEALTH, _INTERMEDIATE, SEAT, size=3100),
    Place(_INDUSTRY, _INTERMEDIATE, "Khu công nghiệp Bình Sơn", size=12600),
    Place(_TOWN, _INTERMEDIATE, "phường Sông Hiền", size=2300, founded=COMMUNE_UNIONS),
    Place(_NA_VANG, _INTERMEDIATE, "xã Nà Vàng", size=870, founded=COMMUNE_UNIONS),
    Place(_THACH_HUONG, _INTERMEDIATE, "xã Thạch Hương", size=640, founded=COMMUNE_UNIONS),
]
GRASSROOTS = [
    Place("CĐCS Trường THPT Sông Hiền", _GRASSROOTS, "Trường THPT Sông Hiền", _EDUCATION, 86),
    Place("CĐCS Trường THCS Lũng Vài", _GRASSROOTS, "xã Lũng Vài", _EDUCATION, 41),
    Place("CĐCS Trường Tiểu học Hoa Ban", _GRASSROOTS, "Trường Tiểu học Hoa Ban", _EDUCATION, 38),
    Place("CĐCS Trường Mầm non Hướng Dương", _GRASSROOTS, "phường Sông Hiền", _EDUCATION, 27),
    Place("CĐCS Bệnh viện Đa khoa Sơn Bình", _GRASSROOTS, "Bệnh viện Đa khoa Sơn Bình", _HEALTH, 412),
    Place("CĐCS Trung tâm Y tế Nà Vàng", _GRASSROOTS, "Trung tâm Y tế Nà Vàng", _HEALTH, 96),
    Place("CĐCS Trung tâm Kiểm soát bệnh tật", _GRASSROOTS, "phường Sông Hiền", _HEALTH, 74),
    Place("CĐCS Công ty May Bình Minh Sơn", _GRASSROOTS, "Khu công nghiệp Bình Sơn", _INDUSTRY, 1860),
    Place("CĐCS Công ty Điện tử Sao Khuê", _GRASSROOTS, "Khu công nghiệp Bình Sơn", _INDUSTRY, 2240),
    Place("CĐCS Công ty Giày Phú An Sơn", _GRASSROOTS, "Khu công nghiệp Phú An", _INDUSTRY, 3105),
    Place("CĐCS Công ty Gỗ Thạch Hương", _GRASSROOTS, "Cụm công nghiệp Thạch Hương", _INDUSTRY, 320),
    Place("CĐCS Công ty Nước sạch Sông Hiền", _GRASSROOTS, "Nhà máy nước Sông Hiền", _TOWN, 118),
    Place("CĐCS Công ty Môi trường đô thị Sông Hiền", _GRASSROOTS, "phường Sông Hiền", _TOWN, 205),
    Place("CĐCS Bến xe Sông Hiền", _GRASSROOTS, "Bến xe Sông Hiền", _TOWN, 33),
    Place("CĐCS cơ quan UBND xã Nà Vàng", _GRASSROOTS, "xã Nà Vàng", _NA_VANG, 52),
    Place("CĐCS Hợp tác xã Chè Nà Vàng", _GRASSROOTS, "vùng chè Nà Vàng", _NA_VANG, 64),
    Place("CĐCS Hạt Kiểm lâm Lũng Vài", _GRASSROOTS, "rừng Lũng Vài", _NA_VANG, 29),
    Place("CĐCS cơ quan UBND xã Thạch Hương", _GRASSROOTS, "xã Thạch Hương", _THACH_HUONG, 48),
    Place("CĐCS Mỏ đá Thạch Hương", _GRASSROOTS, "mỏ đá Thạch Hương", _THACH_HUONG, 137),
]
PLACES = [*DEPARTMENTS, *INTERMEDIATES, *GRASSROOTS]
# Before the reorganisation: the district federation that ended where a commune union was founded.
DISTRICT_OF = {
    _TOWN: "LĐLĐ thành phố Sông Hiền",
    _NA_VANG: "LĐLĐ huyện Nà Vàng",
    _THACH_HUONG: "LĐLĐ huyện Thạch Hương",
}
# Units of before that are no more.
FORMER = [
    *(Place(district, _INTERMEDIATE, SEAT, size=1200) for district in DISTRICT_OF.values()),
    Place("CĐCS Ban Quản lý chợ Sông Hiền", _GRASSROOTS, SEAT, DISTRICT_OF[_TOWN], 22),
    Place("CĐCS Đội Cây xanh Sông Hiền", _GRASSROOTS, SEAT, DISTRICT_OF[_TOWN], 31),
]
# The names of before of units that are called otherwise since.
RENAMED = {"CĐCS Hạt Kiểm lâm Lũng Vài": "CĐCS Hạt Kiểm lâm huyện Nà Vàng"}

# Nobody of it has a login: it vets its news on paper, and the board enters them.
ON_PAPER = "CĐCS Bến xe Sông Hiền"
# Too small for two persons: its parent's approvers vet its news, by a decision.
SUBSTITUTED = "CĐCS Trường Mầm non Hướng Dương"


def found_units() -> dict[str, Unit]:
    """Found the units that lived before the reorganisation, parents first; gives them by their name of today."""
    kinds = {kind.code: kind for kind in UnitKind.objects.all()}
    units: dict[str, Unit] = {}
    for place in [*PLACES, *FORMER]:
        if place.founded != COMMUNE_UNIONS and place.kind != UnitKind.GRASSROOTS:
            units[place.name] = _found(place, kinds[place.kind], None)
    for place in [*PLACES, *FORMER]:
        if place.kind == UnitKind.GRASSROOTS:
            parent = units[DISTRICT_OF.get(place.parent, place.parent)]
            units[place.name] = _found(place, kinds[place.kind], parent)
    return units


def _found(place: Place, kind: UnitKind, parent: Unit | None) -> Unit:
    name = RENAMED.get(place.name, place.name)
    return found_unit(name, kind=kind, parent=parent, size=place.size or None, on=place.founded)
