"""The lost-phone procedure: one administrator asks, another one confirms, only then the factors go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import Ended, FactorReset, User
from cms.accounts.second_factor.factors import has_factor, has_settled_factor, remove_all_factors
from cms.accounts.second_factor.messages import tell
from cms.accounts.sessions import end_sessions
from cms.audit import trail

if TYPE_CHECKING:
    from django.db.models import QuerySet

MAY_RESET = "accounts.reset_second_factor"


def may_reset(by: User, person: User | None = None) -> bool:
    """Whether somebody may take part in the procedure, for ``person`` if one is named.

    Never for oneself; for a superuser only superusers; and only who has had a second factor for a day: else
    one administrator could appoint a second one on the spot, and be both.
    """
    if not by.is_active or not by.has_perm(MAY_RESET) or not has_settled_factor(by):
        return False
    return person is None or (by.pk != person.pk and (by.is_superuser or not person.is_superuser))


def administrators() -> QuerySet[User]:
    """Those who may take part in the procedure."""
    granted = Q(
        groups__permissions__codename="reset_second_factor", groups__permissions__content_type__app_label="accounts"
    )
    return User.objects.filter(granted | Q(is_superuser=True), is_active=True).distinct()


@transaction.atomic
def open_reset(person: User, *, reason: str, by: User) -> FactorReset:
    """Ask for the removal of a person's second factor; another administrator has 24 hours to confirm.

    Raises PermissionDenied if ``by`` may not, ValidationError if there is nothing to remove, no reason,
    or a request that waits already.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    _guard(by, person)
    if not reason.strip():
        raise ValidationError(_("Say what happened."), code="reason")
    if not has_factor(person):
        raise ValidationError(_("This person has no second factor: it is set up at the next sign-in."), code="none")
    if FactorReset.objects.waiting().filter(person=person).exists():
        raise ValidationError(_("There is a request for this person already."), code="waiting")
    reset = FactorReset.objects.create(person=person, reason=reason.strip(), opened_by=by)
    trail.record("accounts.open_factor_reset", of=person, by=by, data={"reason": reset.reason})
    _tell_opened(reset)
    return reset


@transaction.atomic
def confirm_reset(reset: FactorReset, *, by: User) -> None:
    """Remove the person's second factors and end all of their sessions; at the next sign-in they set up new ones.

    Raises PermissionDenied if ``by`` may not (who opened the request may not), ValidationError if the request
    has lapsed, or was settled, or was opened by somebody who may no longer open one.
    """
    reset = _locked(reset)
    person = User.objects.select_for_update().get(pk=reset.person_id)
    _guard(by, person)
    if by.pk == reset.opened_by_id:
        raise PermissionDenied(_("Another administrator has to confirm what you asked for."))
    if not may_reset(reset.opened_by, person):
        raise ValidationError(_("Who opened the request is no administrator any more."), code="opener")
    reset.confirmed_by, reset.confirmed_at = by, timezone.now()
    reset.save()
    remove_all_factors(person)
    end_sessions(person, by=by, reason=Ended.FACTOR_RESET)
    data = {"reason": reset.reason, "opened_by": str(reset.opened_by)}
    trail.record("accounts.confirm_factor_reset", of=person, by=by, data=data)
    _tell_removed(person)


@transaction.atomic
def withdraw_reset(reset: FactorReset, *, by: User) -> None:
    """Stop a request: any administrator may, and the person whom it is about.

    Raises PermissionDenied if ``by`` may not, ValidationError if the request is settled or has lapsed.
    """
    reset = _locked(reset)
    if by.pk != reset.person_id and not may_reset(by):
        raise PermissionDenied(_("Only administrators and the person concerned stop this request."))
    reset.withdrawn_by, reset.withdrawn_at = by, timezone.now()
    reset.save()
    trail.record("accounts.withdraw_factor_reset", of=reset.person, by=by)
    text = _("The request to remove the second factor of %(person)s was stopped by %(by)s.")
    names = {"person": reset.person, "by": by}
    tell({reset.person, reset.opened_by} - {by}, "reset_withdrawn", _("Request stopped"), text % names)


@transaction.atomic
def reset_by_technician(person: User, *, reason: str) -> None:
    """Remove a person's second factors from the server's command line, where no second administrator is left.

    Recorded and told like the procedure of two. Raises ValidationError without a reason or a factor.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if not reason.strip():
        raise ValidationError(_("Say what happened."), code="reason")
    if not has_factor(person):
        raise ValidationError(_("This person has no second factor: it is set up at the next sign-in."), code="none")
    remove_all_factors(person)
    end_sessions(person, by=None, reason=Ended.FACTOR_RESET)
    trail.record("accounts.technician_factor_reset", of=person, by=None, data={"reason": reason.strip()})
    _tell_removed(person)


def _guard(by: User, person: User) -> None:
    if by.pk == person.pk:
        raise PermissionDenied(_("Nobody removes their own second factor this way."))
    if not may_reset(by, person):
        if by.has_perm(MAY_RESET) and not has_settled_factor(by):
            raise PermissionDenied(
                _("Your second factor is less than a day old: another administrator has to do this.")
            )
        raise PermissionDenied(_("You may not remove this person's second factor."))


def _locked(reset: FactorReset) -> FactorReset:
    waiting = FactorReset.objects.select_for_update(of=("self",)).waiting().filter(pk=reset.pk).first()
    if waiting is None:
        raise ValidationError(_("This request has lapsed or is settled."), code="over")
    return waiting


def _tell_opened(reset: FactorReset) -> None:
    names = {"person": reset.person, "by": reset.opened_by}
    text = _(
        "%(by)s asks to remove the second factor of %(person)s, who has lost it. "
        "Confirm it within 24 hours if that is right."
    )
    askable = [one for one in administrators() if one not in {reset.person, reset.opened_by}]
    subject = _("To confirm: the second factor of %(person)s") % names
    tell(askable, "reset_opened", subject, text % names, page="accounts_factor_resets")
    text = _("%(by)s has asked to remove your second factor. If you did not ask for that, stop the request at once.")
    tell([reset.person], "reset_of_mine", _("Your second factor is about to be removed"), text % names)


def _tell_removed(person: User) -> None:
    text = _("Your second factor was removed and you are signed out everywhere. Set up a new one at your next sign-in.")
    tell([person], "reset_done", _("Your second factor was removed"), text)
