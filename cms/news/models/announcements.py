"""Announcements: the board's own kind of page, with neither photo, vetting, quota nor royalty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from cms.units.days import today
from cms.vietnamese.pages import VietnameseSlugMixin

if TYPE_CHECKING:
    from django.http import HttpRequest


PER_PAGE = 20


class AnnouncementIndexPage(VietnameseSlugMixin, Page):
    """The list of announcements, newest first."""

    max_count = 1
    subpage_types = ["news.AnnouncementPage"]

    class Meta:
        verbose_name = _("list of announcements")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        announcements = AnnouncementPage.objects.child_of(self).live().newest_first()
        page = Paginator(announcements, PER_PAGE).get_page(request.GET.get("p"))
        return super().get_context(request, *args, **kwargs) | {"announcements": page}


class AnnouncementQuerySet(PageQuerySet):
    def newest_first(self) -> AnnouncementQuerySet:
        """By the date of the document, then by the order of publication."""
        return self.order_by("-issued_on", "-first_published_at", "-pk")


class AnnouncementPage(VietnameseSlugMixin, Page):
    """An official document (công văn, thông báo): number and symbol, date, signer, PDF."""

    number = models.CharField(_("number and symbol"), max_length=100, blank=True)
    issued_on = models.DateField(_("date"), default=today, db_index=True)
    signer = models.CharField(_("signed by"), max_length=200, blank=True)
    signer_position = models.CharField(_("position of the signer"), max_length=200, blank=True)
    body = RichTextField(_("text"), blank=True, features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])
    document = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("PDF"),
    )

    parent_page_types = ["news.AnnouncementIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("number"), FieldPanel("issued_on")]),
        FieldRowPanel([FieldPanel("signer"), FieldPanel("signer_position")]),
        FieldPanel("body"),
        FieldPanel("document"),
    ]

    objects = PageManager.from_queryset(AnnouncementQuerySet)()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
