"""Quarterly notices and the record behind them, by the acts that the board does."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cms.accounts.models import User
from cms.notices import acts
from cms.notices.acts import Issue
from cms.notices.acts.drafting import Words
from cms.notices.facts.current import gathered
from cms.notices.models import Notice
from cms.notices.quarters import Quarter
from cms.official_documents.models import SignatureBlock
from cms.units.days import today
from cms.units.models import Contributor, Publication, PublicationByline

# The last quarter that is over.
LAST = Quarter.containing(today()).before
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def block(name: str = "Trưởng ban, cho các thử nghiệm") -> SignatureBlock:
    """A signature block of the board's head."""
    given = {"lines": "TM. BAN BIÊN TẬP\nTRƯỞNG BAN", "signer": "Nông Thị Tám"}
    return SignatureBlock.objects.get_or_create(name=name, defaults=given)[0]


def credit(publication: Publication, byline: str, contributor: Contributor | None = None, role: str = "text") -> None:
    """A by-line as it was printed."""
    PublicationByline.objects.create(publication=publication, byline=byline, contributor=contributor, role=role)


def drafted(*, by: User, quarter: Quarter = LAST, **words: Any) -> Notice:
    """A draft with its words."""
    return rewrite(acts.begin(quarter, by=by), by=by, **words)


def rewrite(notice: Notice, *, by: User, **words: Any) -> Notice:
    """The draft with other words."""
    given = {
        "preface": notice.preface,
        "closing": "Trân trọng thông báo.",
        "recipients": "Các đơn vị;\nLưu: VT.",
        "signature_block": block(),
        "with_annex": notice.with_annex,
    }
    return acts.write(notice, Words(**(given | words)), by=by, version=notice.version)


def sent(*, by: User, quarter: Quarter = LAST, **words: Any) -> Notice:
    """A notice at signature."""
    return send(drafted(by=by, quarter=quarter, **words), by=by)


def send(notice: Notice, *, by: User, **fields: Any) -> Notice:
    given = {"version": notice.version, "digest": gathered(notice).digest}
    return acts.send_to_signature(notice, by=by, **(given | fields))


def paper(**fields: Any) -> Issue:
    """What stands on the signed paper."""
    given = {
        "number": "45",
        "symbol": "TB-LĐLĐ",
        "issued_on": today(),
        "signer": "Nông Thị Tám",
        "signature_block": block(),
    }
    return Issue(**(given | fields))


def issue(notice: Notice, *, by: User, **fields: Any) -> Notice:
    return acts.issue(notice, paper(**fields), by=by, version=notice.version)


def issued(*, by: User, quarter: Quarter = LAST, words: dict[str, Any] | None = None, **fields: Any) -> Notice:
    """An issued notice."""
    return issue(sent(by=by, quarter=quarter, **(words or {})), by=by, **fields)


def scan(name: str = "thong-bao.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A scan of the signed paper as uploaded."""
    return SimpleUploadedFile(name, content)


def day_of(quarter: Quarter = LAST, number: int = 40) -> dt.date:
    """A local day of a quarter, counted from 0."""
    return quarter.first + dt.timedelta(days=number)
