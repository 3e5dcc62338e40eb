"""How a template comes into use, and how the office goes back to the one of the software."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.official_documents.access import check_may_change
from cms.official_documents.models import OfficeTemplate
from cms.official_documents.office_templates.checks import check_template
from cms.official_documents.word.texts import one_line

if TYPE_CHECKING:
    from cms.accounts.models import User


def use_template(file_name: str, content: bytes, *, by: User) -> OfficeTemplate:
    """Let every further letter look like ``content``, a .docx.

    Raises ``PermissionDenied`` for who may not, ``ValidationError`` for a file that is unfit, or in use already.
    """
    check_may_change(by)
    check_template(content)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        current = OfficeTemplate.in_use()
        if current is not None and current.digest == digest:
            raise ValidationError(_("This very file is in use already."))
        template = OfficeTemplate.objects.create(
            file_name=one_line(file_name)[-255:], content=content, digest=digest, by=by
        )
        record("official_documents.use_template", template, by=by, data={"file": template.file_name, "digest": digest})
    return template


def use_shipped_template(*, by: User) -> None:
    """Let every further letter look as the software lays it out.

    Raises ``PermissionDenied`` for who may not, ``ValidationError`` if it does already.
    """
    check_may_change(by)
    with transaction.atomic():
        if OfficeTemplate.in_use() is None:
            raise ValidationError(_("The template of the software is in use already."))
        template = OfficeTemplate.objects.create(content=b"", by=by)
        record("official_documents.use_shipped_template", template, by=by)
