from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "cms.news"

    def ready(self) -> None:
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy
        from wagtail.signals import workflow_cancelled

        from cms.news import checks  # noqa: F401 - registers the checks
        from cms.news.page_policy import NewsroomPagePermissionPolicy
        from cms.news.receivers import item_leaves_moderation

        register_permission_policy(AbstractPage, NewsroomPagePermissionPolicy())
        workflow_cancelled.connect(item_leaves_moderation, dispatch_uid="news_item_leaves_moderation")
