"""The list of notices, from which one is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.notices import acts
from cms.notices.models import Notice
from cms.notices.quarters import Quarter
from cms.notices.refusals import NoticeRefused
from cms.notices.views.access import BoardView
from cms.units.days import today

if TYPE_CHECKING:
    from cms.accounts.requests import SignedInRequest

PER_PAGE = 40
# So many past quarters are offered beside the one that runs.
OFFERED = 4


class QuarterForm(forms.Form):
    """Which quarter."""

    year = forms.IntegerField()
    quarter = forms.IntegerField()

    def clean(self) -> None:
        super().clean()
        if self.errors:
            return
        try:
            self.cleaned_data["chosen"] = Quarter(self.cleaned_data["year"], self.cleaned_data["quarter"])
        except ValueError:
            self.add_error(None, _("There is no such quarter."))


class IndexView(BoardView):
    """What there is, and the quarters that have no notice yet."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        notices = Paginator(Notice.objects.for_lists().newest_first(), PER_PAGE).get_page(request.GET.get("p"))
        return render(request, "notices/index.html", {"notices": notices, "offered": _offered()})

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = QuarterForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("There is no such quarter."))
            return redirect("notices:index")
        try:
            notice = acts.begin(form.cleaned_data["chosen"], by=request.user)
        except NoticeRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("notices:index")
        return redirect("notices:notice", notice.pk)


def _offered() -> list[dict[str, object]]:
    """Late quarters and the running one, as far as nobody has begun a notice of them; those that are over first."""
    quarters = [Quarter.containing(today())]
    for _number in range(OFFERED):
        quarters.append(quarters[-1].before)
    begun = set(Notice.objects.filter(turn=0, year__gte=quarters[-1].year).values_list("year", "quarter"))
    running, *past = quarters
    open_quarters = [quarter for quarter in (*past, running) if (quarter.year, quarter.number) not in begun]
    return [{"quarter": quarter, "is_over": quarter.is_over(today())} for quarter in open_quarters]
