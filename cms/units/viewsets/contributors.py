"""Contributors in Wagtail's admin. Telephone numbers stand in no list, and are shown in no form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from cms.units.days import today
from cms.units.models import Contributor
from cms.units.phones import WriteOnlyPhoneForm
from cms.units.viewsets.memberships import UnitOfTheDayFilter
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ContributorFilterSet(WagtailFilterSet):
    """By unit, or those of none."""

    unit = UnitOfTheDayFilter(null_label=_("no unit"))
    has_login = django_filters.BooleanFilter(
        label=_("has a login"), field_name="user", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Contributor
        fields: list[str] = []


class ContributorIndexView(IndexView):
    """The contributors who may be named, found with or without diacritics, by pen names too."""

    filterset_class = ContributorFilterSet
    is_searchable = True
    default_ordering = "full_name"
    paginate_by = 50

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("full_name", label=_("full name"), sort_key="full_name", get_url=self.get_edit_url),
            Column("pen_names", label=_("Pen names"), accessor=_pen_names),
            Column("unit", label=_("unit"), accessor=_unit_name),
        ]

    def get_base_queryset(self) -> QuerySet[Contributor]:
        return Contributor.objects.offered().prefetch_related("unit__versions", "pen_names")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        words = fold(self.search_query).split()
        texts: dict[int, str] = {}
        for pk, name, pen_name in Contributor.objects.offered().values_list("pk", "full_name", "pen_names__name"):
            texts[pk] = f"{texts.get(pk, name)} {pen_name or ''}"
        return queryset.filter(pk__in=[pk for pk, text in texts.items() if all(word in fold(text) for word in words)])

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        twice = HeaderButton(_t("Entered twice?"), url=reverse("units:duplicates"), icon_name="duplicate")
        return [*super().header_buttons, twice]


class ContributorEditView(EditView):
    """A contributor who may be named; an entry that another one has taken in is edited no more."""

    def get_object(self, queryset: Any = None) -> Contributor:
        contributor = super().get_object(queryset)
        if contributor.merged_into_id is not None:
            raise Http404
        return contributor

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        move = Button(_t("Move to another unit"), reverse("units:move_contributor", args=[self.object.pk]))
        return [*super().header_more_buttons, move]


class _OnlyOffered:
    def get_object_list(self) -> QuerySet[Contributor]:
        return Contributor.objects.offered()


class ContributorChooseView(_OnlyOffered, ChooseView):
    """A choice among those who may be named."""


class ContributorChooseResultsView(_OnlyOffered, ChooseResultsView):
    """A choice among those who may be named."""


class ContributorChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ContributorChooseView
    choose_results_view_class = ContributorChooseResultsView


class ContributorViewSet(SnippetViewSet):
    model = Contributor
    icon = "edit"
    menu_label = _("Contributors")
    copy_view_enabled = False
    index_view_class = ContributorIndexView
    edit_view_class = ContributorEditView
    chooser_viewset_class = ContributorChooserViewSet
    panels = [
        FieldPanel("full_name"),
        InlinePanel("pen_names", heading=_("Pen names"), label=_("Pen name"), panels=[FieldPanel("name")]),
        FieldPanel("unit"),
        FieldPanel("user"),
        FieldPanel("phone"),
        FieldPanel("remove_phone"),
    ]

    def get_edit_handler(self) -> Any:
        return ObjectList(self.panels, base_form_class=WriteOnlyPhoneForm).bind_to_model(self.model)


def _pen_names(contributor: Contributor) -> str:
    return "; ".join(pen_name.name for pen_name in contributor.pen_names.all())


def _unit_name(contributor: Contributor) -> str:
    return contributor.unit.name_on(today()) if contributor.unit else ""
