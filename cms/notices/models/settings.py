"""What the office decides once for all its quarterly notices."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from cms.units.models import Channel

# Stands in the standing texts for the quarter's name.
QUARTER_MARK = "{quý}"


@register_setting(icon="doc-full")
class NoticeSettings(BaseSiteSetting):
    """Which channels count, and the words that every notice begins with."""

    count_portal = models.BooleanField(_("count items of the portal"), default=True)
    count_facebook_group = models.BooleanField(_("count items of the Facebook group"), default=True)
    with_annex = models.BooleanField(
        _("internal annex of the units without items"),
        default=False,
        help_text=_("For new notices. The annex is never public: it is a file of its own for the board."),
    )
    preface = models.TextField(
        _("opening words"), blank=True, help_text=_("For new notices; {quý} stands for the quarter's name.")
    )
    closing = models.TextField(_("closing words"), blank=True, help_text=_("For new notices."))

    panels = [
        MultiFieldPanel([FieldPanel("count_portal"), FieldPanel("count_facebook_group")], heading=_("What is counted")),
        FieldPanel("with_annex"),
        FieldPanel("preface"),
        FieldPanel("closing"),
    ]

    class Meta:
        verbose_name = _("quarterly notice")

    def clean(self) -> None:
        super().clean()
        if not (self.count_portal or self.count_facebook_group):
            raise ValidationError({"count_portal": _("At least one channel has to be counted.")})

    @classmethod
    def current(cls) -> NoticeSettings:
        """The settings of the portal; what a portal starts with where nobody has entered any."""
        site = Site.objects.filter(is_default_site=True).first()
        return cls.for_site(site) if site else cls()

    @property
    def channels(self) -> list[str]:
        """The channels whose items are counted."""
        counted = {Channel.PORTAL: self.count_portal, Channel.FACEBOOK_GROUP: self.count_facebook_group}
        return [channel.value for channel, is_counted in counted.items() if is_counted]
