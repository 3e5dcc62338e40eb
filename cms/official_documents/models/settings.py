"""How the official documents of this office look: names, place, margins."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from cms.official_documents.letterheads import Letterhead, Margins
from cms.official_documents.panels import settings_panels

from .office_templates import OfficeTemplate


class BodySize(models.IntegerChoices):
    """Sizes of the text, in points, that Decree 30/2020/NĐ-CP allows."""

    THIRTEEN = 13, _("13 points")
    FOURTEEN = 14, _("14 points")


def _between(least: int, most: int) -> list[MinValueValidator | MaxValueValidator]:
    """A margin's range by Decree 30/2020/NĐ-CP, in millimetres."""
    return [MinValueValidator(least), MaxValueValidator(most)]


@register_setting(icon="doc-full")
class DocumentSettings(BaseSiteSetting):
    """The letterhead of the federation, by Decree 30/2020/NĐ-CP and QĐ 933/QĐ-TLĐ (2024)."""

    superior_body = models.TextField(
        _("superior body"),
        max_length=200,
        blank=True,
        default="Tổng Liên đoàn Lao động Việt Nam",
        help_text=_("Stands above your name at the top left, in capitals. A line break here is one on paper."),
    )
    issuing_body = models.TextField(
        _("issuing body"),
        max_length=200,
        default="Liên đoàn Lao động tỉnh",
        help_text=_("Write it as in a sentence: “Liên đoàn Lao động tỉnh Bắc Kạn”. At the top it is put in capitals."),
    )
    place = models.CharField(
        pgettext_lazy("of a letter", "place"),
        max_length=100,
        blank=True,
        help_text=_("Stands before the day at the top right: “Bắc Kạn”."),
    )
    symbol = models.CharField(
        pgettext_lazy("of a letter", "symbol"),
        max_length=50,
        default="TB-LĐLĐ",
        help_text=_("What follows the number of a letter, if the letter has no symbol of its own: “TB-LĐLĐ”."),
    )
    recipients = models.TextField(
        pgettext_lazy("of a letter", "recipients"),
        max_length=1000,
        blank=True,
        default="Thường trực LĐLĐ tỉnh (để báo cáo)\nCác đơn vị trực thuộc\nLưu: VT, BBT",
        help_text=_("One a line, without dashes. A new letter starts with them; each letter can have others."),
    )
    top_margin = models.PositiveSmallIntegerField(
        _("top margin"), default=20, validators=_between(20, 25), help_text=_("20 to 25 mm.")
    )
    bottom_margin = models.PositiveSmallIntegerField(
        _("bottom margin"), default=20, validators=_between(20, 25), help_text=_("20 to 25 mm.")
    )
    left_margin = models.PositiveSmallIntegerField(
        _("left margin"), default=30, validators=_between(30, 35), help_text=_("30 to 35 mm.")
    )
    right_margin = models.PositiveSmallIntegerField(
        _("right margin"), default=20, validators=_between(15, 20), help_text=_("15 to 20 mm.")
    )
    body_size = models.PositiveSmallIntegerField(_("size of the text"), choices=BodySize, default=BodySize.FOURTEEN)

    panels = settings_panels()

    class Meta:
        verbose_name = _("official documents")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    top_margin__range=(20, 25),
                    bottom_margin__range=(20, 25),
                    left_margin__range=(30, 35),
                    right_margin__range=(15, 20),
                    body_size__in=BodySize.values,
                ),
                name="official_documents_within_the_decree",
            )
        ]

    @classmethod
    def current(cls) -> Self:
        """The settings of the portal; those that the software comes with while nobody has entered any."""
        site = Site.objects.filter(is_default_site=True).first()
        return (cls.objects.filter(site=site).first() if site else None) or cls()

    def letterhead(self) -> Letterhead:
        """What a letter needs of these settings, and the template that is in use."""
        margins = Margins(self.top_margin, self.bottom_margin, self.left_margin, self.right_margin)
        template = OfficeTemplate.in_use()
        return Letterhead(
            self.superior_body,
            self.issuing_body,
            self.place,
            self.symbol,
            margins,
            self.body_size,
            bytes(template.content) if template else None,
        )

    def recipient_lines(self) -> list[str]:
        """The recipients with which a new letter starts."""
        return [line.strip() for line in self.recipients.splitlines() if line.strip()]
