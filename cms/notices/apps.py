"""The app of notices."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "cms.notices"
    verbose_name = _("quarterly notices")

    def ready(self) -> None:
        from cms.notices import (
            guards,
            taken_numbers,  # noqa: F401
        )

        post_migrate.connect(guards.protect_rebuilt, sender=self, dispatch_uid="notices.protect_rebuilt")
