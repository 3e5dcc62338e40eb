"""The form of an item, in the order of the letter's *Mẫu*: headline, text, captioned photos, authors.

People of units see what is theirs to write; lead, section, the placing of photos and the rest are the board's.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    TitleFieldPanel,
)
from wagtail.blocks.base import BlockField

from cms.news.blocks import BodyBlock
from cms.news.writing.offers import chooses_as_board, contributors_for, genres_for
from cms.photos.models import Photo
from cms.units.models import Contributor

BOARD_FIELDS = ["lead", "sections", "origin", "source_name", "source_url", "source_permission"]
BOARD_RELATIONS = ["participating_units", "comments"]
# Placing photos and documents is the board's; what stands in the text already stays there.
BOARD_BLOCKS = ["photo", "gallery", "document"]


_PHOTO_FIELD = re.compile(r"(^|-)photo$")


def without_unseen_photos(data: QueryDict, user: Any) -> QueryDict:
    """Posted data without numbers of photos that the person may not see.

    Wagtail's chooser would name, in the form that comes back, whatever photo has the number.
    """
    named = {name: str(value) for name, value in data.items() if _PHOTO_FIELD.search(name)}
    numbers = {int(value) for value in named.values() if value.isdecimal()}
    seen = set(Photo.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", flat=True)) if user else set()
    if numbers <= seen:
        return data
    kept = data.copy()
    for name, value in named.items():
        if value.isdecimal() and int(value) not in seen:
            kept[name] = ""
    return kept


class NewsPageForm(WagtailAdminPageForm):
    """The item's form, cut to what its user may write; a field that is not there cannot be posted either."""

    # The same form sent twice (autosaved and sent, or sent again on a bad network) makes one item.
    creation_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if args and args[0] is not None:
            args = (without_unseen_photos(args[0], kwargs.get("for_user")), *args[1:])
        super().__init__(*args, **kwargs)
        self.fields["creation_key"].initial = self.instance.creation_key
        if "title" in self.fields:
            self.fields["title"].label = _("Headline")
        if not self._is_boards():
            self._keep_to_writing()
        self._limit_contributors()

    def _is_boards(self) -> bool:
        return chooses_as_board(self.for_user)

    @property
    def show_comments_toggle(self) -> bool:
        """Whether comments are shown and written: the board's, on what waits for it; units read them in their form."""
        return self._is_boards()

    def _keep_to_writing(self) -> None:
        for name in BOARD_FIELDS:
            self.fields.pop(name, None)
        for relation in BOARD_RELATIONS:
            self.formsets.pop(relation, None)
        if "body" in self.fields:
            self.fields["body"] = BlockField(block=self._writing_block(), required=False)
        if "genre" in self.fields:
            self.fields["genre"].queryset = genres_for(self.for_user, self.instance)
            self.fields["genre"].label_from_instance = lambda genre: genre.offered_as or genre.name
            self.fields["genre"].empty_label = None

    def _writing_block(self) -> BodyBlock:
        """The body without new blocks of the board's."""
        standing = Counter(block.block_type for block in self.instance.body)
        block = BodyBlock(required=False, block_counts={name: {"max_num": standing[name]} for name in BOARD_BLOCKS})
        block.set_name("body")
        return block

    def _limit_contributors(self) -> None:
        formset = self.formsets.get("authors")
        if formset is not None:
            formset.contributors = contributors_for(self.for_user, self.instance)


class AuthorFormSet(BaseChildFormSet):
    """Rows of authors that offer only the contributors whom the person may name, the empty row too."""

    contributors: QuerySet[Contributor] = Contributor.objects.none()

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["contributor"].queryset = self.contributors


class _KnownPlace(InlinePanel):
    """Rows whose place in the form has the same name in every language: what is missing there is linked to."""

    @property
    def clean_name(self) -> str:
        return self.relation_name


class PhotosPanel(_KnownPlace, MultipleChooserPanel):
    """The captioned photos of an item."""


class AuthorsPanel(_KnownPlace):
    """The authors of an item."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = AuthorFormSet
        return options


class BoardRelationPanel(InlinePanel):
    """Rows that only the board sees and fills in."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            self.is_absent = (
                kwargs.get("form") is not None and kwargs["panel"].relation_name not in kwargs["form"].formsets
            )
            if self.is_absent:
                super(InlinePanel.BoundPanel, self).__init__(**kwargs)
            else:
                super().__init__(**kwargs)

        def is_shown(self) -> bool:
            return not self.is_absent and super().is_shown()


ITEM_PANELS = [
    TitleFieldPanel(
        "title",
        heading=_("Headline"),
        placeholder=_("Headline"),
        targets=[],
        help_text=_("For example: Công đoàn cơ sở phòng A tặng quà đoàn viên khó khăn."),
    ),
    FieldPanel("lead"),
    FieldPanel("body", heading=_("Text")),
    PhotosPanel(
        "photos",
        chooser_field_name="photo",
        heading=_("Photos and captions"),
        label=_("Photo"),
        help_text=_("Original photos, neither compressed nor edited. The first one is the main photo."),
        panels=[FieldPanel("photo"), FieldPanel("caption"), FieldPanel("alt_text"), FieldPanel("credit")],
    ),
    AuthorsPanel(
        "authors",
        heading=_("Authors"),
        label=_("Author"),
        panels=[
            FieldPanel("contributor", widget=forms.Select),
            FieldPanel("byline"),
            FieldRowPanel([FieldPanel("role"), FieldPanel("share")]),
        ],
    ),
    FieldPanel("event_date"),
    FieldPanel("genre", widget=forms.Select),
    MultiFieldPanel([FieldPanel("urgent"), FieldPanel("urgent_reason")], heading=_("Urgency")),
    FieldPanel("sections", widget=forms.CheckboxSelectMultiple),
    BoardRelationPanel(
        "participating_units",
        heading=_("Other units that took part"),
        label=_("Unit"),
        panels=[FieldPanel("unit"), FieldPanel("counts")],
    ),
    MultiFieldPanel(
        [FieldPanel("origin"), FieldPanel("source_name"), FieldPanel("source_url"), FieldPanel("source_permission")],
        heading=_("Origin"),
    ),
    CommentPanel(),
]
