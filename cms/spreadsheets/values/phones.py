"""Telephone numbers and e-mail addresses in cells, in every spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.accounts.identifiers import normal_email, normal_phone, readable_phone

from .texts import text

if TYPE_CHECKING:
    from cms.spreadsheets.reading.cells import Cell

# Mobile numbers of eleven digits became numbers of ten in 2018 (Ministry of Information and Communications,
# decision 798/QĐ-BTTTT): the old beginning and the new one.
_NEW_BEGINNINGS = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036",
    "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
_read_text = text(100)


def phone(cell: Cell) -> str | None:
    """A telephone number in E.164."""
    typed = _read_text(cell)
    if typed is None:
        return None
    try:
        return normal_phone(typed)
    except ValidationError:
        raise _refusal(typed) from None


def contact_phone(cell: Cell) -> str | None:
    """A telephone number as people read it ("0912 345 678"), or the text in the cell if it is none.

    The register of contributors took any text for a number, and an export of it has to be understood;
    ``guard_contact_phone`` refuses it of new ones.
    """
    typed = text(40)(cell)
    try:
        return readable_phone(normal_phone(typed)) if typed else None
    except ValidationError:
        return typed


def guard_contact_phone(typed: str) -> None:
    """Raise ValidationError if a text is no telephone number."""
    try:
        normal_phone(typed)
    except ValidationError:
        raise _refusal(typed) from None


def _refusal(typed: str) -> ValidationError:
    """What is wrong with a number; for one that was good until 2018 the message says what it is now."""
    digits = re.sub(r"\D", "", typed)
    national = "0" + digits.removeprefix("84").removeprefix("0") if len(digits) in (10, 11, 12) else digits
    new = _NEW_BEGINNINGS.get(national[:4])
    if new and len(national) == 11:
        return ValidationError(
            _("“%(text)s” is an old number of eleven digits; since 2018 it is %(new)s.")
            % {"text": typed, "new": new + national[4:]}
        )
    return ValidationError(_("“%(text)s” is not a telephone number: type it as 0912 345 678.") % {"text": typed[:40]})


def email(cell: Cell) -> str | None:
    """An e-mail address in its normal form."""
    typed = _read_text(cell)
    if typed is None:
        return None
    try:
        return normal_email(typed)
    except ValidationError:
        raise ValidationError(_("“%(text)s” is not an e-mail address.") % {"text": typed[:60]}) from None
