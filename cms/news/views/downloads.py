"""What the editorial board downloads of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from wagtail.admin.auth import require_admin_access

from cms.audit.trail import record
from cms.news.downloads.originals import archive_of
from cms.news.downloads.packed import PackedPhoto
from cms.news.downloads.word import word_file
from cms.news.numbered_photos import numbered_photos
from cms.news.reading import load_photos
from cms.news.views.shown_item import ShownItemMixin
from cms.photos.models import Photo
from cms.vietnamese.text import slugify

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.news.access import ItemAccess
    from cms.news.numbered_photos import NumberedPhoto

Answer = TypeVar("Answer", bound=HttpResponseBase)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@method_decorator(require_admin_access, name="dispatch")
class DownloadView(ShownItemMixin):
    """For the editorial board alone; the people of the unit have their photos one by one."""

    http_method_names = ["get"]

    def _is_for_them(self, access: ItemAccess) -> bool:
        return access.is_board and super()._is_for_them(access)

    @cached_property
    def photos(self) -> list[NumberedPhoto]:
        """The photos of the item, as far as the person may see them."""
        load_photos(self.latest)
        seen = Photo.objects.visible_to(self.person).filter(pk__in=self.latest.photo_ids)
        known = set(seen.values_list("pk", flat=True))
        return [numbered for numbered in numbered_photos(self.latest) if numbered.photo.pk in known]

    def as_download(self, response: Answer, ending: str) -> Answer:
        name = f"{slugify(self.latest.title, 60) or 'tin'}{ending}"
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class OriginalsView(DownloadView):
    """All originals with their captions; each is written down, as a single download is."""

    def get(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        photos = [PackedPhoto(numbered) for numbered in self.photos]
        archive = archive_of(self.latest, photos)
        for packed in photos:
            record("photos.download_original", packed.photo, by=self.person)
        response = StreamingHttpResponse(archive, content_type="application/zip")
        response["Content-Length"] = str(len(archive))
        return self.as_download(response, "-anh-goc.zip")


class WordView(DownloadView):
    """The item as a Word file."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        file = word_file(self.latest, self.photos)
        return self.as_download(HttpResponse(file, content_type=WORD), ".docx")
