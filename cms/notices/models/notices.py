"""The quarterly notice: from a draft over the signature to the document that is issued for ever."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.notices.facts.shape import Facts
from cms.notices.quarters import Quarter
from cms.photos.names import LONGEST_NAME, extension_of
from cms.photos.storage import NamedStorage

from .states import State

if TYPE_CHECKING:
    from cms.notices.facts.annex import UnitWithoutItems

DAY_FORMAT = "%d/%m/%Y"


def files() -> NamedStorage:
    """The private storage of what notices are handed out as."""
    return NamedStorage("notices")


def place_of(notice: object, name: str) -> str:
    """A place in the storage that cannot be guessed, with the file's extension."""
    token = secrets.token_urlsafe(24)
    return f"{token[:2]}/{token}.{extension_of(name)}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def issued(self) -> Self:
        """Notices that readers may see."""
        return self.filter(state=State.ISSUED)

    def of(self, quarter: Quarter) -> Self:
        """The notice of a quarter and those that amend it."""
        return self.filter(year=quarter.year, quarter=quarter.number)

    def newest_first(self) -> Self:
        """By quarter, amending notices before what they amend."""
        return self.order_by("-year", "-quarter", "-turn")

    def for_lists(self) -> Self:
        """Without the frozen facts, which lists do not show."""
        return self.defer("facts", "annex").select_related("amends")


class Notice(models.Model):
    """Who had items published in a quarter, as the board announces it.

    Written by the acts in ``cms.notices.acts`` alone. A trigger keeps what is frozen as it is, in both databases.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    turn = models.PositiveSmallIntegerField(
        _("amendment"), default=0, help_text=_("0: the notice itself; from 1: the notices that amend it.")
    )
    amends = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="amendment", verbose_name=_("amends")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)

    preface = models.TextField(_("opening words"), blank=True)
    closing = models.TextField(_("closing words"), blank=True)
    recipients = models.TextField(
        pgettext_lazy("of a letter", "recipients"), blank=True, help_text=_("Each on a line of its own.")
    )
    signature_block = models.ForeignKey(
        "official_documents.SignatureBlock",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signature block"),
    )
    with_annex = models.BooleanField(_("internal annex of the units without items"), default=False)
    began_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField(auto_now_add=True)

    facts = models.JSONField(null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    annex = models.JSONField(null=True, editable=False)
    signature = models.JSONField(null=True, editable=False)
    draft_letter = models.FileField(storage=files, upload_to=place_of, blank=True, editable=False)
    annex_letter = models.FileField(storage=files, upload_to=place_of, blank=True, editable=False)
    workbook = models.FileField(storage=files, upload_to=place_of, blank=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    sent_at = models.DateTimeField(_("sent to signature at"), null=True, editable=False)

    number = models.CharField(_("number"), max_length=10, blank=True)
    symbol = models.CharField(_("symbol"), max_length=50, blank=True)
    number_key = models.CharField(max_length=80, null=True, unique=True, editable=False)  # noqa: DJ001
    issued_on = models.DateField(_("date"), null=True)
    signer = models.CharField(_("signed by"), max_length=200, blank=True)
    signer_position = models.CharField(_("position of the signer"), max_length=200, blank=True)
    letter = models.FileField(storage=files, upload_to=place_of, blank=True, editable=False)
    scan = models.FileField(_("signed scan"), storage=files, upload_to=place_of, blank=True, editable=False)
    scan_name = models.CharField(max_length=LONGEST_NAME, blank=True, editable=False)
    scan_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    issued_at = models.DateTimeField(_("issued at"), null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("quarterly notice")
        verbose_name_plural = _("quarterly notices")
        ordering = ["-year", "-quarter", "-turn"]
        constraints = [
            models.UniqueConstraint(fields=["year", "quarter", "turn"], name="notices_one_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="notices_quarter_of_four"),
            models.CheckConstraint(
                condition=Q(turn=0, amends__isnull=True) | Q(turn__gt=0, amends__isnull=False),
                name="notices_amendment_amends",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", facts__isnull=True, digest="", sent_at__isnull=True)
                | (Q(facts__isnull=False, sent_at__isnull=False, sent_by__isnull=False) & ~Q(state="draft")),
                name="notices_frozen_from_signature_on",
            ),
            models.CheckConstraint(
                condition=Q(number_key__isnull=False, issued_on__isnull=False, issued_at__isnull=False, state="issued")
                | (Q(number="", number_key__isnull=True, issued_on__isnull=True) & ~Q(state="issued")),
                name="notices_number_when_issued",
            ),
        ]

    def __str__(self) -> str:
        if self.turn:
            return _t("Amending notice %(turn)d of %(quarter)s") % {"turn": self.turn, "quarter": self.of_quarter}
        return _t("Notice of %(quarter)s") % {"quarter": self.of_quarter}

    def get_absolute_url(self) -> str:
        """The public address, the same for ever."""
        names: dict[str, Any] = {"year": self.year, "quarter": self.quarter}
        if self.turn:
            return reverse("public_notices:amendment", kwargs=names | {"turn": self.turn})
        return reverse("public_notices:notice", kwargs=names)

    @property
    def of_quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_at_signature(self) -> bool:
        return self.state == State.AT_SIGNATURE

    @property
    def is_issued(self) -> bool:
        return self.state == State.ISSUED

    @property
    def frozen(self) -> Facts:
        """The facts as they were frozen; raises ``ValueError`` for a draft, which has none."""
        if self.facts is None:
            raise ValueError("A draft has no frozen facts.")
        return Facts.from_json(self.facts)

    @property
    def frozen_annex(self) -> list[UnitWithoutItems]:
        """The units of the frozen annex; empty where there is none."""
        return [dict(row) for row in self.annex or []]  # type: ignore[misc]

    @property
    def full_number(self) -> str:
        """Number and symbol as they stand on the document: "45/TB-LĐLĐ"; empty before it is issued."""
        return f"{self.number}/{self.symbol}" if self.number else ""

    @property
    def reference(self) -> str:
        """The document as another one names it: number, symbol and date."""
        return _t("Notice No. %(number)s of %(day)s") % {
            "number": self.full_number,
            "day": self.issued_on.strftime(DAY_FORMAT) if self.issued_on else "",
        }

    @property
    def name_for_files(self) -> str:
        """The beginning of the names of its files: "thong-bao-quy-3-2026"."""
        ending = f"-sua-doi-{self.turn}" if self.turn else ""
        return f"thong-bao-quy-{self.quarter}-{self.year}{ending}"

    def file_address(self, kind: str) -> str:
        """The public address of one of its files: ``docx``, ``xlsx`` or ``pdf``."""
        return f"{self.get_absolute_url()}{self.name_for_files}.{kind}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft; raises ``PermissionDenied`` for what has gone to signature or been issued."""
        if not self.is_draft:
            raise PermissionDenied(_t("Only a draft can be deleted."))
        return super().delete(*args, **kwargs)
