from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "cms.portal"

    def ready(self) -> None:
        from cms.audit.lines import tell_names_of
        from cms.portal.models import PortalSettings

        tell_names_of(PortalSettings)
