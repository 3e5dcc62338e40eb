"""Which photos, and how far they reach."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import ImageQuerySet

from cms.photos.validation import check_photo
from cms.units.permissions import is_board, units_of

from .refusals import OriginalIsImmutable

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.core.files import File

    from cms.accounts.models import User
    from cms.photos.models import Photo
    from cms.units.models import Unit

FIXED_FIELDS = ("file", "sha256", "token", "original_name")


class Reach(models.IntegerChoices):
    """How far a photo has come. It never goes back."""

    DRAFT = 0, _("draft: its unit only")
    SUBMITTED = 1, _("submitted: its unit only, kept")
    BOARD = 2, _("the unit and the editorial board")


class PhotoQuerySet(ImageQuerySet):
    """The rules of who sees what, once for lists and for single photos."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Photos that a person may see and choose: their units', and for the board what was sent to it.

        A photo of no unit is the board's own.
        """
        if not user.is_active:
            return self.none()
        if user.is_superuser:
            return self.all()
        own = self._own(user)
        return self.filter(own | Q(reach__gte=Reach.BOARD) if is_board(user) else own)

    def changeable_by(self, user: User | AnonymousUser) -> Self:
        """Photos that a person may rename or delete: drafts of their own units. The board changes nobody else's."""
        if not user.is_active:
            return self.none()
        if user.is_superuser:
            return self.deletable()
        return self.deletable().filter(self._own(user))

    def deletable(self) -> Self:
        """Photos that are no evidence of anything yet."""
        return self.filter(reach=Reach.DRAFT, is_public=False)

    @staticmethod
    def _own(user: User) -> Q:
        # Ids, not a subquery: Wagtail's search takes no filter by a subquery.
        own = Q(unit_id__in=list(units_of(user).values_list("pk", flat=True)))
        return own | Q(unit_id__isnull=True) if is_board(user) else own

    def raise_reach(self, photo_ids: Iterable[int], reach: Reach) -> int:
        """Let photos reach further, never less far; gives the number of those that moved."""
        return self.filter(pk__in=list(photo_ids), reach__lt=reach).update(reach=reach)

    def set_public(self, photo_ids: Iterable[int], public: bool) -> int:
        """Say that photos stand in what readers see, or no longer do; gives the number of those that changed.

        Only what a unit has vetted can become public: the database refuses the rest.
        """
        photos = (
            self.filter(pk__in=list(photo_ids), reach=Reach.BOARD) if public else self.filter(pk__in=list(photo_ids))
        )
        return photos.exclude(is_public=public).update(is_public=public)

    def receive(self, file: File, *, unit: Unit | None, uploaded_by: User | None, title: str = "") -> Photo:
        """Take in an uploaded photo of a unit (None: of the board), checked as any other upload.

        Raises ``ValidationError`` naming the file. Whether the person works for the unit is the caller's question.
        """
        check_photo(file)
        return self.create(file=file, unit=unit, uploaded_by_user=uploaded_by, title=title)

    def update(self, **kwargs: Any) -> int:
        if not kwargs.keys().isdisjoint(FIXED_FIELDS):
            raise OriginalIsImmutable(_t("The original of a photo never changes. Upload the new photo beside it."))
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts; raises ``EvidenceIsKept``, and deletes none, if one of the photos is no draft."""
        with transaction.atomic(using=self.db):
            return super().delete()

    # As in Django: not to be called on the manager, where it would mean every photo.
    delete.queryset_only = True  # type: ignore[attr-defined]
