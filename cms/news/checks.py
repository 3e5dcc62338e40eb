"""System checks of what moderation relies on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from wagtail.models import Page
from wagtail.permissions import policy_registry


@register()
def page_policy_in_force(app_configs: Any, **kwargs: Any) -> list[Error]:
    """The page policy is ours, whatever the order of the applications."""
    from cms.news.models import NewsPage
    from cms.news.page_policy import NewsroomPagePermissionPolicy

    return [
        Error(f"The permission policy of {model.__name__} is {type(policy).__name__}.", id="news.E001")
        for model in (Page, NewsPage)
        if not isinstance(policy := policy_registry.get_by_type(model), NewsroomPagePermissionPolicy)
    ]


@register()
def moderation_settings(app_configs: Any, **kwargs: Any) -> list[Error]:
    """The settings that the two stages rely on."""
    expected = {
        "WAGTAIL_FINISH_WORKFLOW_ACTION": "cms.news.finish.publish_approved",
        "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT": False,
        "WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH": False,
    }
    return [
        Error(f"{name} must be {value!r}.", id="news.E002")
        for name, value in expected.items()
        if getattr(settings, name, None) != value
    ]
