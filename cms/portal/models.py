"""The portal's own pages, and what another province changes without code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.news.models import AnnouncementPage, Release, SectionPage
from cms.vietnamese.pages import VietnameseSlugMixin

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.url_routing import RouteResult

LATEST = 12
ANNOUNCEMENTS = 5


class HomePage(Page):
    """The front page: the newest item leads, the next follow, beside them the announcements."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "units.UnitIndexPage",
        "news.SectionIndexPage",
        "news.AnnouncementIndexPage",
        "portal.StandardPage",
    ]
    template = "portal/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at an address below this one, found at once: no page here routes below itself.

        Wagtail would walk down the tree with two queries for each step. Raises ``Http404`` if there is none.
        """
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        page = Page.objects.descendant_of(self).filter(url_path=url_path).first()
        if page is None:
            raise Http404
        return page.specific.route(request, [])

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        latest = list(Release.objects.public().newest_first().cards()[: LATEST + 1])
        return super().get_context(request, *args, **kwargs) | {
            "lead_story": latest[0] if latest else None,
            "latest": latest[1:],
            "announcements": AnnouncementPage.objects.live().newest_first()[:ANNOUNCEMENTS],
            "sections": SectionPage.objects.live().order_by("path"),
        }


class StandardPage(VietnameseSlugMixin, Page):
    """A page of plain text: about, contact."""

    body = RichTextField(_("text"), blank=True, features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])

    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("body")]
    template = "portal/standard_page.html"

    class Meta:
        verbose_name = _("text page")


@register_setting(icon="home")
class PortalSettings(BaseSiteSetting):
    """The federation behind the portal: another province fills in its own."""

    federation = models.CharField(_("name of the federation"), max_length=200, default="Liên đoàn Lao động tỉnh")
    portal_name = models.CharField(_("name of the portal"), max_length=200, default="Trang thông tin điện tử")
    governing_body = models.CharField(_("governing body"), max_length=200, blank=True)
    responsible_person = models.CharField(_("person responsible for content"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=300, blank=True)
    address = models.CharField(_("postal address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    facebook_page = models.URLField(_("Facebook page"), blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("federation"), FieldPanel("portal_name")], heading=_("Names")),
        MultiFieldPanel(
            [FieldPanel("governing_body"), FieldPanel("responsible_person"), FieldPanel("licence")],
            heading=_("What the footer must say"),
        ),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("phone"), FieldPanel("email"), FieldPanel("facebook_page")],
            heading=_("Contacts"),
        ),
    ]

    class Meta:
        verbose_name = _("portal")
