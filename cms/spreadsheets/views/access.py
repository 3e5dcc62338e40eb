"""Who meets the screens of import and export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from cms.spreadsheets.models import Subject
from cms.spreadsheets.subjects import ImportTask, task_of

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest


@method_decorator([require_admin_access, never_cache], name="dispatch")
class ImportersView(View):
    """A screen for those alone who may import files of its subject; the acts behind it guard themselves too."""

    request: SignedInRequest
    subject: str = Subject.REGISTER

    @property
    def task(self) -> ImportTask:
        return task_of(self.subject)

    def dispatch(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if not self.task.may(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)
