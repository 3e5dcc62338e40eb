from django.apps import AppConfig
from django.db.models.signals import pre_delete


class NewsConfig(AppConfig):
    name = "cms.news"

    def ready(self) -> None:
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy
        from wagtail.signals import pre_page_move, workflow_cancelled

        from cms.news import checks, import_choices, photo_uses  # noqa: F401 - they register what they hold
        from cms.news.page_policy import NewsroomPagePermissionPolicy
        from cms.news.receivers import item_leaves_moderation, item_stays_with_its_unit, submitted_item_is_kept

        register_permission_policy(AbstractPage, NewsroomPagePermissionPolicy())
        pre_delete.connect(
            submitted_item_is_kept, sender=self.get_model("NewsPage"), dispatch_uid="news_submitted_item_is_kept"
        )
        pre_page_move.connect(item_stays_with_its_unit, dispatch_uid="news_item_stays_with_its_unit")
        workflow_cancelled.connect(item_leaves_moderation, dispatch_uid="news_item_leaves_moderation")
