"""The fields of the writing form, in the order of the letter's *Mẫu*. A draft may lack any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from cms.news.models import AuthorRole, Genre, ItemAuthor, ItemPhoto, NewsPage
from cms.news.writing.fields import LineField, VideoField, WholeNumberField
from cms.news.writing.headline import headline_of
from cms.news.writing.offers import chooses_as_board, contributors_for, genres_for
from cms.news.writing.video import video_of
from cms.units.models import Contributor

if TYPE_CHECKING:
    from cms.accounts.models import User

MOST_PHOTOS, MOST_AUTHORS = 100, 30


def longest(model: Any, name: str) -> int:
    """How many characters a field of a model holds."""
    return model._meta.get_field(name).max_length


class GenreField(forms.ModelChoiceField):
    """A genre under the name by which it is offered."""

    by_offer = True

    def label_from_instance(self, obj: Any) -> str:
        return (obj.offered_as if self.by_offer else "") or obj.name


class WritingForm(forms.Form):
    """What stands in the item itself; text, photos and authors come beside it."""

    title = LineField(label=_("Headline"), max_length=longest(NewsPage, "title"), required=False)
    event_date = forms.DateField(
        label=_("Date of the event"),
        widget=forms.DateInput(format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": _("When did it happen? Choose the day."),
            "invalid": _("This is no day of the calendar: for example 21/11/2026."),
        },
    )
    genre = GenreField(queryset=Genre.objects.none(), label=_("What it is"), required=False, empty_label=None)
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    urgent_reason = LineField(
        label=_("Why it is urgent"), max_length=longest(NewsPage, "urgent_reason"), required=False
    )
    video = VideoField(label=_("Address of the video"), required=False)

    def __init__(self, item: NewsPage, user: User, data: Any = None) -> None:
        initial = {name: getattr(item, name) for name in ("event_date", "urgent", "urgent_reason")}
        initial |= {"title": headline_of(item.title), "genre": item.genre_id, "video": video_of(item.body)}
        super().__init__(data, initial=initial)
        genre = cast("GenreField", self.fields["genre"])
        genre.queryset = genres_for(user, item)
        genre.by_offer = not chooses_as_board(user)


class PhotoRow(forms.Form):
    """A photo of the list, with what is said about it."""

    photo = WholeNumberField(required=False)
    caption = LineField(max_length=longest(ItemPhoto, "caption"), required=False)
    alt_text = LineField(max_length=longest(ItemPhoto, "alt_text"), required=False)
    credit = LineField(max_length=longest(ItemPhoto, "credit"), required=False)


class AuthorRow(forms.Form):
    """Someone who wrote or photographed."""

    contributor = forms.ModelChoiceField(queryset=Contributor.objects.none(), required=False)
    byline = LineField(max_length=longest(ItemAuthor, "byline"), required=False)
    role = forms.ChoiceField(choices=AuthorRole, required=False)
    share = WholeNumberField(max_value=100, required=False)


class AuthorRows(BaseFormSet):
    """Rows that offer the contributors whom the person may name."""

    def __init__(self, *args: Any, item: NewsPage, user: User, **kwargs: Any) -> None:
        self.contributors = contributors_for(user, item)
        super().__init__(*args, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["contributor"].queryset = self.contributors


_PhotoRows = forms.formset_factory(PhotoRow, extra=0, max_num=MOST_PHOTOS, validate_max=True)
_AuthorRows = cast(
    "type[AuthorRows]",
    forms.formset_factory(AuthorRow, formset=AuthorRows, extra=0, max_num=MOST_AUTHORS, validate_max=True),
)


def photo_rows(item: NewsPage, data: Any = None) -> BaseFormSet:
    """The rows of photos of an item, or those posted."""
    if data is not None:
        return _PhotoRows(data, prefix="photos")
    names = ("caption", "alt_text", "credit")
    rows = [{name: getattr(use, name) for name in names} | {"photo": use.photo_id} for use in item.photos.all()]
    return _PhotoRows(prefix="photos", initial=rows)


def author_rows(item: NewsPage, user: User, data: Any = None) -> AuthorRows:
    """The rows of authors of an item, or those posted."""
    if data is not None:
        return _AuthorRows(data, prefix="authors", item=item, user=user)
    names = ("byline", "role", "share")
    rows = [
        {name: getattr(author, name) for name in names} | {"contributor": author.contributor_id}
        for author in item.authors.all()
    ]
    return _AuthorRows(prefix="authors", initial=rows, item=item, user=user)
