"""Encrypted columns of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.lookups import IsNull, Lookup
from encrypted_fields.fields import EncryptedFieldMixin

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.expressions import Expression


class MatchesNothing(Lookup):
    """Any comparison of a value with ciphertext: true of no row.

    The same text is encrypted anew each time, and Wagtail's searches look into the e-mail column with LIKE:
    they would find people by the letters of the ciphertext. Ask the keyed hash instead.
    """

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        raise EmptyResultSet


class EncryptedMixin(EncryptedFieldMixin):
    """Decrypts what comes out of the database and nothing else; nothing stored reads as an empty text.

    The package's own fields mark themselves "already decrypted" while a form is cleaned, and stay so after
    a form that was refused: from then on the process reads ciphertext.
    """

    def from_db_value(self, value: Any, expression: Expression, connection: BaseDatabaseWrapper) -> str:
        return EncryptedFieldMixin.to_python(self, value) or ""

    def to_python(self, value: Any) -> Any:
        return super(EncryptedFieldMixin, self).to_python(value)

    def clean(self, value: Any, model_instance: Any) -> Any:
        return super(EncryptedFieldMixin, self).clean(value, model_instance)

    def get_lookup(self, lookup_name: str) -> type[Lookup]:
        return IsNull if lookup_name == "isnull" else MatchesNothing


class SealedCharField(EncryptedMixin, models.CharField):
    """A short text, encrypted at rest."""


class SealedEmailField(EncryptedMixin, models.EmailField):
    """An e-mail address, encrypted at rest."""


_ENVELOPE = SealedCharField()


def seal(text: str) -> str:
    """A text encrypted as the columns are, for personal data that has to wait somewhere else."""
    return _ENVELOPE.f.encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed."""
    return _ENVELOPE.f.decrypt(sealed.encode()).decode()
