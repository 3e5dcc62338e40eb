"""The official letter of an evaluation: the result of every unit in an annex, figures as they stand or were frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from cms.evaluation.models import Evaluation
from cms.evaluation.points.numbers import full, spoken
from cms.evaluation.points.words import in_words
from cms.evaluation.sheets import Sheet
from cms.evaluation.terms import Terms
from cms.official_documents.letters import Annex, Band, Letter, Letterhead, Paragraph, Signature, Table
from cms.official_documents.models import DocumentSettings

# Millimetres: number, unit, periods, total, days, returns, points, comment.
_WIDTHS = (10, 70, 22, 22, 22, 18, 20, 60)
_NUMERIC = {5, 6}
_CENTRED = {0, 2, 3, 4}


def letter_of(
    evaluation: Evaluation,
    sheets: Sequence[Sheet],
    facts: Mapping[str, Any],
    words: Mapping[str, Any],
) -> Letter:
    """The letter. ``words`` are the lines and name of who signs, the recipients and the preface.

    Number and day stay blank until the evaluation is closed.
    """
    return Letter(
        title=_("ANNOUNCEMENT"),
        subject=_("Result of the criterion “news and articles”, %(year)s") % {"year": _lower(facts["label"])},
        body=[*_opening(facts, words), *_points_in_words(facts), Paragraph(_summary(sheets))],
        signature=Signature(tuple(words["lines"]), evaluation.signer or words["name"]),
        recipients=tuple(words["recipients"]),
        number=evaluation.number,
        symbol=evaluation.symbol,
        signed_on=evaluation.signed_on,
        year=day_of(facts).year,
        annexes=list(_annexes(sheets, [kind["code"] for kind in facts["kinds"]])),
    )


def letterhead_of(facts: Mapping[str, Any]) -> Letterhead:
    """The pages as the office has them now, under the names that it bore when the facts were frozen."""
    return replace(DocumentSettings.current().letterhead(), **facts.get("office", {}))


def day_of(facts: Mapping[str, Any]) -> dt.date:
    """The local day up to which the facts count."""
    return dt.date.fromisoformat(facts["day"])


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _opening(facts: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[Paragraph]:
    for line in str(words["preface"]).splitlines():
        if line.strip():
            yield Paragraph(line.strip())
    yield Paragraph(
        _(
            "Counted from the record of publications on the portal up to %(day)s. Items that were withdrawn, are "
            "hidden or come from other sources do not count; an item of several units counts for each as was decided."
        )
        % {"day": f"{day_of(facts):%d/%m/%Y}"}
    )


def _points_in_words(facts: Mapping[str, Any]) -> Iterator[Paragraph]:
    for kind in facts["kinds"]:
        if kind["terms"] is None:
            continue
        yield Paragraph(
            _("%(kind)s, points by: %(source)s") % {"kind": kind["name"], "source": kind["source"]}, bold=True
        )
        for title, text in in_words(Terms.from_json(kind["terms"]), facts.get("genre_names", {})):
            yield Paragraph(f"- {title}: {text}")


def _summary(sheets: Sequence[Sheet]) -> str:
    graded = sum(sheet.is_graded for sheet in sheets)
    counted = {"units": len(sheets), "graded": graded, "ungraded": len(sheets) - graded}
    return _("%(units)d units: %(graded)d graded, %(ungraded)d not graded; see the annex.") % counted


def _annexes(sheets: Sequence[Sheet], kinds: Sequence[str]) -> Iterator[Annex]:
    ordered = sorted(sheets, key=lambda sheet: kinds.index(sheet.kind))
    living = [sheet for sheet in ordered if not sheet.is_annex]
    gone = [sheet for sheet in ordered if sheet.is_annex]
    if living:
        yield Annex(_("ANNEX I"), _("Result of each unit"), [_table(living)], landscape=True)
    if gone:
        title = _("ANNEX II") if living else _("ANNEX I")
        yield Annex(title, _("Units that no longer existed on the year's last day"), [_table(gone)], landscape=True)


def _table(sheets: Sequence[Sheet]) -> Table:
    headings = [
        _("No."),
        _("Unit"),
        _("Periods met"),
        _("Items of the year"),
        _("Days to publication"),
        _("Returned"),
        _("Points"),
        _("Remark of the board"),
    ]
    return Table(headings, _rows(sheets), _WIDTHS, numeric=_NUMERIC, centred=_CENTRED)


def _rows(sheets: Sequence[Sheet]) -> Iterator[Sequence[str] | Band]:
    kind = None
    several = len({sheet.kind for sheet in sheets}) > 1
    for number, sheet in enumerate(sheets, start=1):
        if several and sheet.kind != kind:
            kind = sheet.kind
            yield Band(sheet.kind_name)
        yield _row(number, sheet)


def _row(number: int, sheet: Sheet) -> Sequence[str]:
    figures = sheet.figures
    median = figures.median_days
    return [
        str(number),
        sheet.name,
        f"{figures.periods_met}/{figures.periods_owed}" if figures.periods_owed else "–",
        f"{figures.total_published}/{figures.total_owed}" if figures.total_owed else str(figures.total_published),
        "–" if median is None else spoken(median),
        str(figures.returns),
        _("not graded") if sheet.points is None else full(sheet.points),
        sheet.comment,
    ]
