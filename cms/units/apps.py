from django.apps import AppConfig
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.utils.module_loading import autodiscover_modules
from wagtail.users.apps import WagtailUsersAppConfig


class UnitsConfig(AppConfig):
    name = "cms.units"
    default = True

    def ready(self) -> None:
        from django.contrib.auth import get_user_model
        from django.contrib.auth.models import Group

        from cms.units import appointing

        user = get_user_model()
        through = user.groups.through
        m2m_changed.connect(appointing.guard_groups, through, dispatch_uid="units_provincial_roles")
        pre_delete.connect(appointing.keep_group, Group, dispatch_uid="units_keep_group")
        pre_save.connect(appointing.keep_group_name, Group, dispatch_uid="units_keep_group_name")
        pre_save.connect(appointing.guard_person, user, dispatch_uid="units_guard_person")
        pre_delete.connect(appointing.keep_last_administrator, user, dispatch_uid="units_keep_last_administrator")
        autodiscover_modules("followers")


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's screens of users as ours of people, with their roles."""

    user_viewset = "cms.units.people_screens.viewset.PersonViewSet"
