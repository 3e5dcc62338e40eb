"""What was posted, written into an item: all that is valid; the rest stays as it was and is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.news.models import ItemAuthor, ItemPhoto
from cms.news.writing.form import WritingForm, author_rows, photo_rows
from cms.news.writing.headline import stand_in
from cms.news.writing.parts import raw_blocks, with_texts
from cms.news.writing.video import video_of, with_video
from cms.photos.models import Photo

if TYPE_CHECKING:
    from django.http import QueryDict

    from cms.accounts.models import User
    from cms.news.models import NewsPage

Errors = dict[str, list[str]]

# Characters of HTML; an article of twenty pages has about a fifth of it.
LONGEST_TEXT = 300_000


def fill(item: NewsPage, data: QueryDict, user: User) -> Errors:
    """Write what ``user`` posted into ``item``, without storing it; gives the messages for what was not taken."""
    form = WritingForm(item, user, data)
    errors: Errors = {name: [str(message) for message in messages] for name, messages in form.errors.items()}
    cleaned = form.cleaned_data
    if "title" in cleaned:
        item.title = _unless_alike(item.title, cleaned["title"]) or stand_in()
    for name in ("event_date", "genre", "urgent"):
        if cleaned.get(name) is not None:
            setattr(item, name, cleaned[name])
    if "urgent_reason" in cleaned:
        item.urgent_reason = _unless_alike(item.urgent_reason, cleaned["urgent_reason"])
    errors |= _fill_body(item, data, cleaned.get("video"))
    errors |= _fill_photos(item, data, user)
    errors |= _fill_authors(item, data, user)
    return errors


def _unless_alike(old: str, new: str) -> str:
    """The old line if the new one says the same: blanks that a field does not show are no change."""
    return old if " ".join(old.split()) == new else new


def _fill_body(item: NewsPage, data: QueryDict, video: str | None) -> Errors:
    """``video`` is None if what was posted as its address is none."""
    count = data.get("parts", "")
    names = [f"part-{number}" for number in range(int(count))] if count.isdecimal() and len(count) < 4 else []
    errors: Errors = {}
    blocks = raw_blocks(item.body)
    if not names or any(name not in data for name in names):
        errors["body"] = [_("The text did not arrive whole: save again.")]
    elif sum(len(data[name]) for name in names) > LONGEST_TEXT:
        errors["body"] = [_("The text is too long for one item: shorten it, or make two items of it.")]
    else:
        blocks = with_texts(item.body, [_as_html(str(data[name])) for name in names])
    if video is not None and video != video_of(item.body):
        blocks = with_video(blocks, video)
    if blocks != raw_blocks(item.body):
        item.body = blocks
    return errors


def _as_html(text: str) -> str:
    """What was typed without the editor, as a paragraph for each line."""
    return text if "<" in text else "".join(f"<p>{line}</p>" for line in text.splitlines())


def _fill_photos(item: NewsPage, data: QueryDict, user: User) -> Errors:
    rows = photo_rows(item, data)
    if not _arrived(rows):
        return {"photos": _list_errors(rows)}
    standing = {use.photo_id: use for use in item.photos.all()}
    wanted = [row.cleaned_data.get("photo") for row in rows]
    seen = set(Photo.objects.visible_to(user).filter(pk__in=[pk for pk in wanted if pk]).values_list("pk", flat=True))
    uses: dict[int, ItemPhoto] = {}
    errors = _row_errors("photos", rows)
    for number, (row, pk) in enumerate(zip(rows, wanted, strict=True)):
        if pk and pk not in seen and pk not in standing:
            errors[f"photos-{number}-photo"] = [
                _("This photo is not there any more, or is not yours to use: choose another.")
            ]
        elif pk and pk not in uses:
            uses[pk] = _use_of(standing.get(pk) or ItemPhoto(photo_id=pk), row.cleaned_data, len(uses))
    item.photos = list(uses.values())
    return errors


def _use_of(use: ItemPhoto, cleaned: dict[str, Any], place: int) -> ItemPhoto:
    for name in ("caption", "alt_text", "credit"):
        setattr(use, name, _unless_alike(getattr(use, name), cleaned.get(name, getattr(use, name))))
    use.sort_order = place
    return use


def _fill_authors(item: NewsPage, data: QueryDict, user: User) -> Errors:
    rows = author_rows(item, user, data)
    if not _arrived(rows):
        return {"authors": _list_errors(rows)}
    standing = list(item.authors.all())
    authors: list[ItemAuthor] = []
    for number, row in enumerate(rows):
        old = standing[number] if number < len(standing) else None
        author = _author(row.cleaned_data, old)
        if author is not None:
            author.sort_order = len(authors)
            authors.append(author)
    item.authors = authors
    return _row_errors("authors", rows)


def _author(cleaned: dict[str, Any], old: ItemAuthor | None) -> ItemAuthor | None:
    """The author of a row; what of it is no value stays as in the row that stood there. None for an empty row."""
    author = old or ItemAuthor()
    if "contributor" in cleaned:
        author.contributor = cleaned["contributor"]
    author.byline = _unless_alike(author.byline, cleaned.get("byline", author.byline))
    author.role = cleaned.get("role") or author.role
    author.share = cleaned.get("share") or author.share
    author.clean()
    return author if author.byline or author.contributor else None


def _arrived(rows: Any) -> bool:
    """Whether the whole list arrived: a form that was cut off must not remove what it does not name."""
    rows.is_valid()
    return rows.management_form.is_valid() and not rows.non_form_errors()


def _list_errors(rows: Any) -> list[str]:
    if not rows.management_form.is_valid():
        return [_("The list did not arrive whole: save again.")]
    return [ngettext("At most %(count)s entry.", "At most %(count)s entries.", rows.max_num) % {"count": rows.max_num}]


def _row_errors(prefix: str, rows: Any) -> Errors:
    return {
        f"{prefix}-{number}-{name}": [str(message) for message in messages]
        for number, row in enumerate(rows)
        for name, messages in row.errors.items()
    }
