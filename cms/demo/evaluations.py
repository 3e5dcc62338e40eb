"""The yearly evaluation of the invented province: last year is closed for one kind of unit, open for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from cms.evaluation import acts
from cms.official_documents.models import DocumentSettings, SignatureBlock
from cms.quotas.figures import standings
from cms.quotas.years import Year
from cms.units.models import Unit, UnitKind

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.evaluation.models import Evaluation

_PREFACE = "Thực hiện quy định về chấm điểm tiêu chí tin, bài, Ban Biên tập tổng hợp kết quả của các đơn vị như sau:"
_PRAISE = "Gửi tin, bài đều, đúng hạn; ảnh và chú thích đầy đủ."
_REPROACH = "Nửa đầu năm gửi tin, bài chưa đều. Đề nghị phân công người viết tin thường xuyên."


def evaluate_last_year(editor: User, *, signer: str) -> None:
    """Close last year for the units above the grassroots, and open it, with comments, for the grassroots."""
    year = Year.calendar(timezone.localdate().year - 1)
    closed = _open(year, UnitKind.INTERMEDIATE, editor)
    _comment(closed, year, editor)
    _close(closed, editor, signer)
    _comment(_open(year, UnitKind.GRASSROOTS, editor), year, editor)


def _open(year: Year, kind: str, editor: User) -> Evaluation:
    return acts.open_year(year.first, [UnitKind.objects.get(code=kind)], by=editor)


def _comment(evaluation: Evaluation, year: Year, editor: User) -> None:
    """A word on the unit that had the most, and on the one that had the least."""
    kinds = {row.kind.code for row in evaluation.kinds.all()}
    units = [unit for code in kinds for unit in Unit.objects.of_kind(code, year.last).order_by("pk")]
    found = standings(year, timezone.localdate(), [unit.pk for unit in units])
    ranked = sorted(units, key=lambda unit: (found[unit.pk].total_published, unit.pk))
    for unit, text in ((ranked[-1], _PRAISE), (ranked[0], _REPROACH)):
        acts.comment(evaluation, unit, text, by=editor, revision=0)


def _close(evaluation: Evaluation, editor: User, signer: str) -> None:
    block = SignatureBlock.objects.order_by("sort_order")[0]
    settings = DocumentSettings.current()
    letter = {
        "lines": list(block.as_signature().lines),
        "name": signer,
        "recipients": settings.recipient_lines(),
        "preface": _PREFACE,
    }
    frozen = acts.send_to_signature(evaluation, by=editor, letter=letter)
    signed_on = timezone.localdate()
    acts.close(frozen, by=editor, number="09", symbol=settings.symbol, signed_on=signed_on, signer=signer)
