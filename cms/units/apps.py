from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "cms.units"
