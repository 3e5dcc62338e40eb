from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

# Wagtail's own mails about workflows: they go to whole groups, and before the commit.
WAGTAIL_MAILS = {
    "task_submitted": "group_approval_task_submitted_email_notification",
    "workflow_submitted": "workflow_state_submitted_email_notification",
    "workflow_rejected": "workflow_state_rejected_email_notification",
    "workflow_approved": "workflow_state_approved_email_notification",
}


class OutboxConfig(AppConfig):
    name = "cms.outbox"
    verbose_name = _("Outbox")

    def ready(self) -> None:
        from wagtail import signals
        from wagtail.models import TaskState, WorkflowState

        autodiscover_modules("effects", "due_jobs")
        for name, uid in WAGTAIL_MAILS.items():
            sender = TaskState if name == "task_submitted" else WorkflowState
            getattr(signals, name).disconnect(sender=sender, dispatch_uid=uid)
