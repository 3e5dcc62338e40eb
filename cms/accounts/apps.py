from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    default = True


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's screens of people, with our form."""

    user_viewset = "cms.accounts.viewsets.PersonViewSet"
