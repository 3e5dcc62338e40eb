"""The app of official documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficialDocumentsConfig(AppConfig):
    name = "cms.official_documents"
    verbose_name = _("official documents")

    def ready(self) -> None:
        from cms.audit.lines import tell_names_of
        from cms.official_documents.models import DocumentSettings, OfficeTemplate, SignatureBlock

        for model in (DocumentSettings, OfficeTemplate, SignatureBlock):
            tell_names_of(model)
