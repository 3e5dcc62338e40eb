"""Units, their kinds, and what holds of them from one day to another."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cms.units.days import Dated, DatedQuerySet, today
from cms.vietnamese.text import nfc, slugify


class UnitKind(models.Model):
    """A kind of unit, as data: kinds come and go with the law (letter of Bắc Kạn, 2019, section 2)."""

    BOARD = "board"
    DEPARTMENT = "department"
    INTERMEDIATE = "intermediate"
    GRASSROOTS = "grassroots"

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    approving_role = models.CharField(
        _("approving role"), max_length=200, help_text=_("Who vets the news of such a unit: for example Ban Chấp hành.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("kind of unit")
        verbose_name_plural = _("kinds of unit")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the kind; raises ``ValidationError`` if its code would be another one than before."""
        self._guard_code()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self._guard_code()

    def _guard_code(self) -> None:
        stored = UnitKind.objects.filter(pk=self.pk).values_list("code", flat=True).first() if self.pk else None
        if stored is not None and stored != self.code:
            raise ValidationError({"code": _t("The code of a kind stays: rules go by it. Enter another kind instead.")})


class UnitQuerySet(models.QuerySet["Unit"]):
    def living(self, on: dt.date | None = None) -> Self:
        """Units that exist on a local day (today if none is given)."""
        return self.filter(Exists(UnitVersion.objects.on(on).filter(unit=OuterRef("pk"))))

    def of_kind(self, code: str, on: dt.date | None = None) -> Self:
        """Units that are of a kind on a local day."""
        return self.filter(Exists(UnitVersion.objects.on(on).filter(unit=OuterRef("pk"), kind__code=code)))

    def named(self, on: dt.date | None = None) -> Self:
        """Units with their name of a local day as ``day_name``, sorted by it."""
        version = UnitVersion.objects.on(on).filter(unit=OuterRef("pk"))
        return self.annotate(day_name=Subquery(version.values("name")[:1])).order_by("day_name", "pk")


class Unit(ClusterableModel):
    """A union body that sends news. What it is called, its kind, parent and size are its versions."""

    slug = models.SlugField(_("address"), unique=True, max_length=120, editable=False)
    code = models.CharField(
        _("unit code"),
        max_length=50,
        unique=True,
        null=True,
        blank=True,
        help_text=_("The code by which lists of the office name the unit; may be empty."),
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name_on(today())

    @property
    def standing_versions(self) -> list[UnitVersion]:
        """The versions that hold, the earliest first: none if the unit's founding was undone."""
        standing = [version for version in self.versions.all() if version.superseded_at is None]
        return sorted(standing, key=lambda version: version.valid_from)

    def version_on(self, day: dt.date) -> UnitVersion | None:
        """The version that holds on a local day, or None if the unit does not exist then."""
        return next((version for version in self.versions.all() if version.holds_on(day)), None)

    def name_on(self, day: dt.date) -> str:
        """The name on a local day; outside its life the nearest one, so that history stays readable."""
        versions = sorted(self.standing_versions or self.versions.all(), key=lambda version: version.valid_from)
        version = self.version_on(day) or next((v for v in reversed(versions) if v.valid_from <= day), None)
        return (version or versions[0]).name if versions else self.slug

    def lives_on(self, day: dt.date) -> bool:
        """Whether the unit exists on a local day."""
        return self.version_on(day) is not None

    def choose_slug(self, name: str) -> None:
        """Give the unit an address that reads like ``name`` and that no other unit has."""
        base = slugify(name) or "don-vi"
        taken = set(Unit.objects.exclude(pk=self.pk).filter(slug__startswith=base).values_list("slug", flat=True))
        candidates = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
        self.slug = next(slug for slug in candidates if slug not in taken)

    def save(self, *args: object, **kwargs: object) -> None:
        self.code = nfc(self.code or "").strip() or None
        if not self.slug:
            first = min(self.versions.all(), key=lambda version: version.valid_from, default=None)
            self.choose_slug(first.name if first else "")
        super().save(*args, **kwargs)


class UnitVersion(Dated):
    """What holds of a unit from one day to another: name, kind, parent, size."""

    unit = ParentalKey(Unit, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(_("name"), max_length=255)
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, verbose_name=_("kind"), related_name="+")
    parent = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        verbose_name=_("parent unit"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Empty: directly under the province."),
    )
    size = models.PositiveIntegerField(_("number of members"), null=True, blank=True)
    opened_by = models.ForeignKey(
        "units.Succession", on_delete=models.PROTECT, null=True, editable=False, related_name="opened_versions"
    )
    ended_by = models.ForeignKey(
        "units.Succession", on_delete=models.PROTECT, null=True, editable=False, related_name="ended_versions"
    )

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("name, kind, parent and size")
        verbose_name_plural = _("names, kinds, parents and sizes")
        ordering = ["valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "valid_from"],
                condition=Q(superseded_at__isnull=True),
                name="units_one_version_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("unit")), name="units_no_unit_is_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.parent is None or self.valid_from is None:
            return
        seen = {self.unit_id}
        unit: Unit | None = self.parent
        while unit is not None:
            if unit.pk in seen:
                raise ValidationError({"parent": _("A unit cannot stand below itself.")})
            seen.add(unit.pk)
            version = unit.version_on(self.valid_from)
            unit = version.parent if version else None
