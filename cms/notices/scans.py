"""The scan of the signed paper: a PDF that readers download byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.news.paper.files import check_paper
from cms.photos.names import display_name, extension_of

if TYPE_CHECKING:
    from django.core.files import File


def check_scan(file: File) -> None:
    """Check an uploaded scan: a whole PDF of at most 20 MB.

    Raises ``ValidationError`` with one message that names the file.
    """
    name = display_name(file.name or "")
    if extension_of(name) != "pdf":
        message = _("“%(name)s” is no PDF: scan the signed paper as a PDF.") % {"name": name}
        raise ValidationError(message, code="scan_refused")
    check_paper(file)
