"""Who signs in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.fields import SealedCharField, SealedEmailField
from cms.accounts.identifiers import (
    Kind,
    lookup_key,
    normal_email,
    normal_name,
    normal_phone,
    read_identifier,
    validate_short_name,
)

from .one_time_links import OneTimeLink
from .sign_ins import Ended, SignIn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_NORMAL = {"email": normal_email, "phone": normal_phone}


def found_by(field: str, value: str | None) -> tuple[str | None, str | None]:
    """A number or address (``field`` says which) in its normal form, with the key that finds it.

    Both are None for an empty value. Raises ValidationError for a value that cannot be one.
    """
    if not value:
        return None, None
    normal = _NORMAL[field](value)
    return normal, lookup_key(Kind(field), normal)


class UserQuerySet(models.QuerySet["User"]):
    """People; every way of writing many at once keeps the keys by which they are found."""

    def by_identifier(self, text: str) -> User | None:
        """The person whose short name, telephone number (in any spelling) or e-mail address ``text`` is."""
        if "\0" in text:
            # No column holds one, and PostgreSQL refuses to be asked for it.
            return None
        kind, value = read_identifier(text)
        if kind == Kind.NAME:
            return self.filter(username=value).first()
        return self.filter(**{f"{kind}_key": lookup_key(kind, value)}).first()

    def update(self, **values: Any) -> int:
        """As Django's; numbers and addresses come in any spelling. Who is made inactive is signed out."""
        for field in _NORMAL:
            if field in values and f"{field}_key" not in values:
                values[field], values[f"{field}_key"] = found_by(field, values[field])
        if values.get("is_active", True):
            return super().update(**values)
        people = list(self.values_list("pk", flat=True))
        changed = super().update(**values)
        _end_sign_ins(people)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """As Django's, each person in normal form. Raises ValidationError for a bad number or address."""
        people = list(objs)
        for person in people:
            person.normalise()
        return super().bulk_create(people, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        """As Django's; who is named with ``email`` or ``phone`` keeps the key in step."""
        people, named = list(objs), list(fields)
        for person in people:
            person.normalise(named)
        keys = [f"{field}_key" for field in _NORMAL if field in named]
        return super().bulk_update(people, [*named, *keys], batch_size)


class UserManager(DjangoUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes people; see the queryset for how they are found."""

    use_in_migrations = False

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=normal_name(username or ""))


class User(AbstractUser):
    """A person with a login. The user name is the short name that they type.

    Telephone number and e-mail address are encrypted at rest; each has a keyed hash beside it by which its
    owner is found, and which keeps two people from having the same one.
    """

    username = models.CharField(
        _("short name"),
        max_length=150,
        unique=True,
        validators=[validate_short_name],
        help_text=_("Letters without marks, digits and dots: an.nv. Capitals make no difference."),
        error_messages={"unique": _("Somebody has this short name already.")},
    )
    email = SealedEmailField(_("e-mail"), blank=True, null=True)  # type: ignore[assignment]
    phone = SealedCharField(_("telephone"), max_length=40, blank=True, null=True)
    email_key = models.CharField(
        _("key of the e-mail"), max_length=64, unique=True, null=True, blank=True, editable=False
    )
    phone_key = models.CharField(
        _("key of the telephone"), max_length=64, unique=True, null=True, blank=True, editable=False
    )

    objects: ClassVar[UserManager] = UserManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(name="accounts_short_name_is_lower", condition=models.Q(username=Lower("username"))),
        ]

    def get_full_name(self) -> str:
        """The name in Vietnamese order: family name first."""
        return f"{self.last_name} {self.first_name}".strip()

    @cached_property
    def group_names(self) -> set[str]:
        """The names of the groups that the person is in; asked once for each request."""
        return set(self.groups.values_list("name", flat=True))

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

    def normalise(self, fields: Collection[str] | None = None) -> None:
        """Bring short name, number and address into their normal form, with their keys, in place.

        ``fields`` limits this to some; fields that were not loaded stay so. Raises ValidationError.
        """
        if "username" in self.__dict__ and (fields is None or "username" in fields):
            self.username = normal_name(self.username)
        for field in _NORMAL:
            if field in self.__dict__ and (fields is None or field in fields):
                normal, key = found_by(field, getattr(self, field))
                setattr(self, field, normal or "")
                setattr(self, f"{field}_key", key)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """As Django's; says as well that somebody else has the number or the address."""
        if "username" not in (exclude or ()):
            self.username = normal_name(self.username)
        errors: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for field in _NORMAL.keys() - set(exclude or ()) - errors.keys():
            if refusal := self._refusal_of(field):
                errors[field] = [refusal]
        if errors:
            raise ValidationError(errors)

    def _refusal_of(self, field: str) -> ValidationError | None:
        try:
            _normal, key = found_by(field, getattr(self, field))
        except ValidationError as error:
            return error
        if key and User.objects.filter(**{f"{field}_key": key}).exclude(pk=self.pk).exists():
            return ValidationError(_TAKEN[field], code="unique")
        return None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the person in normal form; who is inactive is signed out everywhere.

        Raises ValidationError for a number or an address that cannot be one.
        """
        fields = kwargs.get("update_fields")
        self.normalise(fields)
        if fields is not None:
            kwargs["update_fields"] = {*fields, *(f"{field}_key" for field in _NORMAL if field in fields)}
        known = self.pk is not None
        super().save(*args, **kwargs)
        if known and not self.is_active and (fields is None or "is_active" in fields):
            _end_sign_ins([self.pk])


_TAKEN = {
    "email": _("Somebody has this e-mail address already: each person needs their own."),
    "phone": _("Somebody has this telephone number already: each person needs their own."),
}


def _end_sign_ins(people: list[int]) -> None:
    now = timezone.now()
    SignIn.objects.filter(user__in=people).end(Ended.INACTIVE, at=now)
    OneTimeLink.objects.filter(user__in=people).revoke(at=now)
