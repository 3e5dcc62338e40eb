"""The yearly evaluation of the criterion *tin, bài*."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    name = "cms.evaluation"
    verbose_name = _("evaluation")

    def ready(self) -> None:
        from cms.evaluation import closed_years, taken_numbers  # noqa: F401
