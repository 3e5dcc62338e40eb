"""The app of quotas."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotasConfig(AppConfig):
    name = "cms.quotas"
    verbose_name = _("quotas")
