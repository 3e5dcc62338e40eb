"""What happens to every entry of the trail before it is written, Wagtail's own entries among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.audit.masking import masked

if TYPE_CHECKING:
    from wagtail.models import ModelLogEntry, PageLogEntry


def mask_personal_data(instance: ModelLogEntry | PageLogEntry, **kwargs: Any) -> None:
    instance.label = masked(instance.label)
    instance.data = masked(instance.data)
