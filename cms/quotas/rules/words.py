"""For whom and when a quota rule holds, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from cms.quotas.models import QuotaRule


def sizes_of(rule: QuotaRule) -> str:
    """For units of which sizes a rule is."""
    numbers = {"least": rule.min_size, "most": rule.max_size}
    if rule.min_size is None and rule.max_size is None:
        return _("whatever their size")
    if rule.max_size is None:
        return _("with %(least)d members or more") % numbers
    if rule.min_size is None:
        return _("with %(most)d members at most") % numbers
    return _("with %(least)d to %(most)d members") % numbers


def days_of(rule: QuotaRule) -> str:
    """From which local day to which a rule holds."""
    first = f"{rule.valid_from:%d/%m/%Y}"
    if rule.valid_to is None:
        return _("since %(first)s") % {"first": first}
    return _("from %(first)s to before %(end)s") % {"first": first, "end": f"{rule.valid_to:%d/%m/%Y}"}
