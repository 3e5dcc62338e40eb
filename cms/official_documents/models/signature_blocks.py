"""Signature blocks: with which authority and in which position somebody signs."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

from cms.official_documents.parts import Signature

# More would leave no room for the signature beside the recipients.
_MOST_LINES = 4


def check_lines(text: str) -> None:
    """Raise ``ValidationError`` unless ``text`` has one to four lines with something in them."""
    if not 1 <= len(_lines(text)) <= _MOST_LINES:
        raise ValidationError(_("Write one to %(most)d lines."), params={"most": _MOST_LINES})


class SignatureBlock(Orderable):
    """A signature block to choose from: TM. BAN THƯỜNG VỤ, CHỦ TỊCH, and who signs if it is always the same person."""

    name = models.CharField(_("name in lists"), max_length=100, unique=True)
    lines = models.TextField(
        _("authority and position"),
        max_length=300,
        validators=[check_lines],
        help_text=_("One line each: TM. BAN BIÊN TẬP, and below it TRƯỞNG BAN. It is printed in capitals."),
    )
    signer = models.CharField(
        _("full name of who signs"),
        max_length=100,
        blank=True,
        help_text=_("Printed below the room for the signature. Leave it empty if several people sign with this block."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("signature block")
        verbose_name_plural = _("signature blocks")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    def as_signature(self, name: str = "") -> Signature:
        """The block as a letter prints it; ``name`` in place of the block's own signer, if given."""
        return Signature(tuple(_lines(self.lines)), name or self.signer)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
