from django.apps import AppConfig
from django.db.models.signals import pre_save


class VietnameseConfig(AppConfig):
    name = "cms.vietnamese"

    def ready(self) -> None:
        from cms.vietnamese.normal import normalise_before_save

        pre_save.connect(normalise_before_save, dispatch_uid="vietnamese_nfc")
