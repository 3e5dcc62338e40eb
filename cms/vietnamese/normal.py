"""Every text that is stored is in Unicode NFC, whoever writes it and by whatever route."""

from django.db import models
from wagtail.fields import StreamField

from cms.vietnamese.text import nfc


def normalise(instance: models.Model) -> None:
    """Bring every text field of ``instance``, stream fields included, into NFC, in place."""
    for field in instance._meta.concrete_fields:
        if field.attname in instance.get_deferred_fields():
            continue
        value = getattr(instance, field.attname)
        if isinstance(field, StreamField):
            raw = value.get_prep_value() if value is not None else None
            if raw and nfc(raw) != raw:
                setattr(instance, field.attname, field.to_python(nfc(raw)))
        elif isinstance(field, models.CharField | models.TextField) and isinstance(value, str):
            normal = nfc(value)
            if normal != value:
                setattr(instance, field.attname, normal)


def normalise_before_save(sender: type[models.Model], instance: models.Model, raw: bool, **kwargs: object) -> None:
    """Signal receiver: normalise the project's own models before they are stored."""
    if not raw and sender.__module__.startswith(("cms.", "search.")):
        normalise(instance)
