from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_save
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "cms.audit"
    verbose_name = _("audit trail")

    def ready(self) -> None:
        from wagtail.models import ModelLogEntry, PageLogEntry

        from cms.audit import append_only, receivers

        for model in (ModelLogEntry, PageLogEntry):
            pre_save.connect(receivers.mask_personal_data, sender=model, dispatch_uid=f"audit.mask.{model.__name__}")
        post_migrate.connect(
            append_only.protect_rebuilt,
            sender=apps.get_app_config("wagtailcore"),
            dispatch_uid="audit.protect_rebuilt",
        )
