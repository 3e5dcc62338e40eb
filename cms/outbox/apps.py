from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "cms.outbox"
    verbose_name = _("Outbox")

    def ready(self) -> None:
        autodiscover_modules("effects", "due_jobs")
