"""Who wrote or photographed; often people without a login, sometimes of no unit."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cms.accounts.fields import SealedCharField

from .units import Unit


class ContributorQuerySet(models.QuerySet["Contributor"]):
    def offered(self) -> Self:
        """Contributors who may be named: not those that another entry of the same person has taken in."""
        return self.filter(merged_into__isnull=True)


def identity(prefix: str = "") -> Coalesce:
    """The key of the person behind a contributor, for queries: of the entry that has taken it in, else its own.

    ``prefix`` leads to the contributor: ``identity("contributor__")`` for by-lines.
    """
    return Coalesce(f"{prefix}merged_into", f"{prefix}pk")


class Contributor(ClusterableModel):
    """An author, photographer or editor as a person (the letter's form, field 4).

    The telephone number (field 6) is for contact only: the board and the author's own unit may ring.
    It is encrypted at rest and stands in no page, revision or log.
    """

    full_name = models.CharField(_("full name"), max_length=200)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributors",
        verbose_name=_("unit"),
        help_text=_("Empty: a contributor of no unit."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributor",
        verbose_name=_("login"),
    )
    phone = SealedCharField(_("contact telephone"), max_length=40, null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
        help_text=_("The entry that stands for this person, entered twice; never one that is merged itself."),
    )

    objects = ContributorQuerySet.as_manager()

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["full_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="units_no_contributor_is_merged_into_itself",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def person(self) -> Contributor:
        """The entry that stands for this person: the one that has taken this one in, or this one."""
        return self.merged_into or self

    @property
    def bylines(self) -> list[str]:
        """The names under which this person may be printed: the pen names first, then the full name."""
        return [*(pen_name.name for pen_name in self.pen_names.all()), self.full_name]


class PenName(models.Model):
    """A name under which a contributor publishes."""

    contributor = ParentalKey(Contributor, on_delete=models.CASCADE, related_name="pen_names")
    name = models.CharField(_("pen name"), max_length=200)

    class Meta:
        verbose_name = _("pen name")
        verbose_name_plural = _("pen names")
        constraints = [models.UniqueConstraint(fields=["contributor", "name"], name="units_pen_name_once")]

    def __str__(self) -> str:
        return self.name
