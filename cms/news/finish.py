"""What a finished workflow does. Named in ``WAGTAIL_FINISH_WORKFLOW_ACTION`` and imported inside
``wagtail.models``, so that nothing here may import a model before it is called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from cms.accounts.models import User


def publish_approved(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Publish or schedule what the board approved; pages of other kinds are published as Wagtail does."""
    finished = workflow_state.content_object.specific_deferred
    if finished._meta.label == "news.NewsPage":
        import_module("cms.news.releasing").finish(workflow_state.content_object.specific)
    else:
        finished.get_latest_revision().publish(user=user)
