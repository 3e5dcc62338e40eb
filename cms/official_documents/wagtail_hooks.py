"""Where official documents meet Wagtail's admin: beside the other settings, for those who may change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS
from django.db.models.deletion import Collector, ProtectedError
from django.shortcuts import redirect
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.official_documents.access import may_change
from cms.official_documents.models import SignatureBlock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse
    from wagtail.log_actions import LogActionRegistry


class SignatureBlockViewSet(SnippetViewSet):
    model = SignatureBlock
    icon = "edit"
    menu_label = _("Signature blocks")
    add_to_settings_menu = True
    menu_order = 520
    copy_view_enabled = False
    list_display = ["name", "lines", "signer"]
    panels = [FieldPanel("name"), FieldPanel("lines"), FieldPanel("signer")]


register_snippet(SignatureBlockViewSet)


@hooks.register("before_delete_snippet")
def keep_blocks_of_documents(request: HttpRequest, snippets: Sequence[Model]) -> HttpResponse | None:
    """A block that a document names stays; Wagtail would answer the attempt with an error."""
    blocks = [snippet for snippet in snippets if isinstance(snippet, SignatureBlock)]
    try:
        Collector(using=DEFAULT_DB_ALIAS).collect(blocks)
    except ProtectedError:
        messages.error(request, _t("A document names this signature block, so it is kept: change it, or add another."))
        return redirect("wagtailsnippets_official_documents_signatureblock:list")
    return None


class TemplateMenuItem(MenuItem):
    """An entry for those who decide how letters look."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_change(request.user)


@hooks.register("register_settings_menu_item")
def template_menu_item() -> MenuItem:
    return TemplateMenuItem(
        _("Template of letters"),
        reverse_lazy("official_documents:template"),
        name="letter-template",
        icon_name="doc-full-inverse",
        order=530,
    )


@hooks.register("register_admin_urls")
def document_urls() -> list:
    return [path("van-ban/", include("cms.official_documents.admin_urls"))]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "official_documents.use_template", _("Change the template of letters"), _("Put a template of letters into use")
    )
    actions.register_action(
        "official_documents.use_shipped_template",
        _("Go back to the template of the software"),
        _("Went back to the template of the software"),
    )
