"""What the board says of a unit in an open evaluation: each wording a row, the last one holds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cms.audit.written_once import WrittenOnce, WrittenOnceQuerySet
from cms.units.models import Unit

from .evaluations import Evaluation
from .refusals import EvaluationRefused


class UnitCommentQuerySet(WrittenOnceQuerySet["UnitComment"]):
    def latest_ones(self, evaluation: Evaluation) -> UnitCommentQuerySet:
        """The wording that holds, of each unit that has one."""
        later = UnitComment.objects.filter(
            evaluation=evaluation, unit=OuterRef("unit"), revision__gt=OuterRef("revision")
        )
        return self.filter(evaluation=evaluation).exclude(Exists(later))


class UnitComment(WrittenOnce):
    """A wording of the board's comment on a unit; an empty text takes the comment back."""

    refusal = EvaluationRefused
    edit_refused = _("A comment is not rewritten: a new wording is another row.")
    delete_refused = edit_refused

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="comments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(_("revision"))
    text = models.TextField(_("comment"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("written at"), auto_now_add=True)

    objects = UnitCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "unit", "revision"], name="evaluation_comment_revision_once")
        ]

    def __str__(self) -> str:
        return self.text
