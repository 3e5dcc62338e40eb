"""Sections of the portal: the topics of the letter, as data, each with its public page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.vietnamese.pages import VietnameseSlugMixin

if TYPE_CHECKING:
    from django.http import HttpRequest


class SectionIndexPage(VietnameseSlugMixin, Page):
    """The list of sections."""

    max_count = 1
    subpage_types = ["news.SectionPage"]

    class Meta:
        verbose_name = _("list of sections")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        sections = SectionPage.objects.child_of(self).live().order_by("path")
        return super().get_context(request, *args, **kwargs) | {"sections": sections}


class SectionPage(VietnameseSlugMixin, Page):
    """A section (chuyên mục) with its published items."""

    description = models.TextField(_("description"), blank=True)

    parent_page_types = ["news.SectionIndexPage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("description")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
