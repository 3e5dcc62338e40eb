"""The list of quota rules as of a day: those that hold, those before and after, and what was corrected."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access

from cms.quotas.explaining.rules import rule_in_words
from cms.quotas.models import QuotaRule
from cms.units.days import today
from cms.units.models import UnitKind
from cms.units.roles import is_administrator, is_board
from cms.units.viewsets.as_of import day_asked_for

from .words import days_of, sizes_of

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True)
class Line:
    """A rule as it is read."""

    rule: QuotaRule

    @property
    def words(self) -> str:
        return rule_in_words(self.rule)

    @property
    def sizes(self) -> str:
        return sizes_of(self.rule)

    @property
    def days(self) -> str:
        return days_of(self.rule)

    @property
    def may_end(self) -> bool:
        """Whether some day is left on which the rule holds."""
        return not _is_over(self.rule, today())


@method_decorator(require_admin_access, name="dispatch")
class RulesView(TemplateView):
    """What is asked of each kind of unit on a day; for the board, which may act, and administrators, who read."""

    template_name = "quotas/rules/list.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not (is_board(request.user) or is_administrator(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = day_asked_for(self.request)
        rules = list(QuotaRule.objects.select_related("kind", "superseded_by"))
        standing = [Line(rule) for rule in rules if rule.superseded_at is None]
        asked = {line.rule.kind_id for line in standing if line.rule.holds_on(day)}
        return super().get_context_data(
            day=day,
            is_today=day == today(),
            may_act=is_board(self.request.user),
            holding=[line for line in standing if line.rule.holds_on(day)],
            unasked=[kind for kind in UnitKind.objects.all() if kind.pk not in asked],
            coming=[line for line in standing if line.rule.valid_from > day],
            over=[line for line in standing if _is_over(line.rule, day)],
            corrected=[Line(rule) for rule in rules if rule.superseded_at is not None],
            **kwargs,
        )


def _is_over(rule: QuotaRule, day: dt.date) -> bool:
    return rule.valid_to is not None and rule.valid_to <= day
