"""Who changed an item's content, and who approved which content: the evidence that moderation stands on."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.audit.written_once import WrittenOnce, WrittenOnceQuerySet
from cms.news.content import digest_of
from cms.news.refusals import ActRefused, NotVetted
from cms.units.models import ApprovalMeans, Stage


def keep(collector: Any, field: Any, evidence: Any, using: str) -> None:
    """What a deletion of an item meets that has evidence; raises ``ActRefused``, in place of a program's failure."""
    raise ActRefused(_t("What has been submitted is kept: an item is deleted as a draft only."))


class Evidence(WrittenOnce):
    """A row that is written once."""

    refusal = ActRefused
    edit_refused = _("Evidence of moderation cannot be changed.")
    delete_refused = _("Evidence of moderation cannot be deleted.")

    class Meta:
        abstract = True


class Edit(Evidence):
    """A saved difference in an item's content: by whom, and in whose stage it was made.

    ``stage`` is empty for writing; an approver's or the board's own correction bears their stage and belongs to
    their approval.
    """

    page = models.ForeignKey("news.NewsPage", on_delete=models.CASCADE, related_name="edits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, blank=True)
    digest_before = models.CharField(max_length=64, blank=True)
    digest_after = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = WrittenOnceQuerySet["Edit"].as_manager()

    class Meta:
        verbose_name = _("edit")
        verbose_name_plural = _("edits")
        indexes = [models.Index(fields=["page", "digest_after"])]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.digest_before[:8]} > {self.digest_after[:8]}"


class ApprovalQuerySet(WrittenOnceQuerySet["Approval"]):
    def of_unit(self) -> Self:
        return self.filter(stage=Stage.UNIT)

    def of_board(self) -> Self:
        return self.filter(stage=Stage.BOARD)

    def latest_given(self) -> Approval | None:
        """The last one given."""
        return self.order_by("-given_at", "-pk").first()


class Approval(Evidence):
    """An approval of content at a stage: of exactly this content, by this person, in this role."""

    page = models.ForeignKey("news.NewsPage", on_delete=keep, related_name="approvals")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    content = models.JSONField(_("approved content"))
    digest = models.CharField(_("digest"), max_length=64)
    photo_hashes = models.JSONField(_("SHA-256 of the originals"), default=dict)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=200)
    means = models.CharField(_("means"), max_length=20, choices=ApprovalMeans, default=ApprovalMeans.PORTAL)
    paper = models.ForeignKey("news.PaperVetting", on_delete=models.PROTECT, null=True, related_name="+")
    comment = models.TextField(_("comment"), blank=True)
    given_at = models.DateTimeField(_("given at"), auto_now_add=True)
    publish_at = models.DateTimeField(_("publish at"), null=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        indexes = [models.Index(fields=["page", "stage", "digest"])]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the approval.

        Raises ``NotVetted`` if its digest is not the content's, or if the board's lacks the unit's before it.
        """
        if self.digest != digest_of(self.content):
            raise NotVetted(_t("The approval is not of this content."))
        if not self._fits_its_paper():
            raise NotVetted(_t("The paper does not show that the unit approved this content."))
        if self.stage == Stage.BOARD and not is_vetted(self.page_id, self.digest):
            raise NotVetted(_t("The unit has not approved this content: return the item to the unit."))
        super().save(*args, **kwargs)

    def _fits_its_paper(self) -> bool:
        """Whether it was given on the portal without a paper, or on a confirmed paper of this item and content."""
        paper = self.paper
        if paper is None:
            return self.means == ApprovalMeans.PORTAL
        shown = (paper.page_id, paper.digest, paper.means, paper.outcome, paper.decided_by_id)
        return self.stage == Stage.UNIT and shown == (self.page_id, self.digest, self.means, "confirmed", self.user_id)

    @property
    def vetted_on(self) -> dt.date:
        """The local day of the approval: the one on the paper, else the one on which it was given."""
        return self.paper.vetted_on if self.paper else timezone.localdate(self.given_at)

    def is_intact(self) -> bool:
        """Whether the content is the approved one still."""
        return self.digest == digest_of(self.content)


def is_vetted(page_id: int, digest: str) -> bool:
    """Whether all of the content is the unit's approval's, but for what the board changed in it since.

    Follows the board's own edits back from ``digest`` to a content that the unit approved: an approval is of
    content, so that an unchanged save loses nothing and a change by the unit loses it by whatever route.
    """
    approved = set(Approval.objects.filter(page=page_id, stage=Stage.UNIT).values_list("digest", flat=True))
    came_from: dict[str, set[str]] = {}
    edits = Edit.objects.filter(page=page_id, stage=Stage.BOARD).values_list("digest_before", "digest_after")
    for before, after in edits:
        came_from.setdefault(after, set()).add(before)
    waiting, seen = [digest], set()
    while waiting:
        current = waiting.pop()
        if current in approved:
            return True
        if current not in seen:
            seen.add(current)
            waiting.extend(came_from.get(current, ()))
    return False
