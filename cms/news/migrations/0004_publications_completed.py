"""Publications made before the record had these columns: event, first hand-in, returns and sections.

The event and the sections come from the content that was published (a section by the name that it has now), hand-in
and returns from the states of moderation. The rows are written once: a migration's models know no such guard.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Min
from django.utils.dateparse import parse_date

BATCH = 1000


def complete(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Fill the columns of every publication that has a page and no event yet."""
    publications = apps.get_model("units", "Publication").objects.filter(page__isnull=False, event_date__isnull=True)
    handed_in, returned = _handed_in(apps), _returned(apps)
    titles = dict(apps.get_model("news", "SectionPage").objects.order_by("path").values_list("pk", "title"))
    columns = ("pk", "page", "published_at", "content__event_date", "content__sections")
    batch: list[Any] = []
    sections: list[Any] = []
    for pk, page, published_at, event_date, section_ids in publications.values_list(*columns).iterator(BATCH):
        publication = publications.model(pk=pk)
        publication.event_date = parse_date(event_date or "")
        publication.submitted_at = handed_in.get(page)
        publication.returns = sum(moment <= published_at for moment in returned[page])
        batch.append(publication)
        # The titles are in the order of the tree.
        names = dict.fromkeys(title for key, title in titles.items() if key in (section_ids or ()))
        sections += [{"publication_id": pk, "name": name} for name in names]
    publications.model.objects.bulk_update(batch, ["event_date", "submitted_at", "returns"], batch_size=200)
    section = apps.get_model("units", "PublicationSection")
    section.objects.bulk_create((section(**row) for row in sections), batch_size=BATCH)


def _handed_in(apps: StateApps) -> dict[int, dt.datetime]:
    """For each page the first moment at which it was sent for approval, or its paper handed in."""
    sent = _states(apps, "WorkflowState", "").values_list("object_id").annotate(Min("created_at"))
    first = {int(page): moment for page, moment in sent}
    papers = apps.get_model("news", "PaperVetting").objects.values_list("page").annotate(Min("entered_at"))
    for page, moment in papers:
        first[page] = min(moment, first.get(page, moment))
    return first


def _returned(apps: StateApps) -> defaultdict[int, list[dt.datetime]]:
    """For each page the moments at which it was returned."""
    returned: defaultdict[int, list[dt.datetime]] = defaultdict(list)
    rejected = _states(apps, "TaskState", "workflow_state__").filter(status="rejected", finished_at__isnull=False)
    for page, moment in rejected.values_list("workflow_state__object_id", "finished_at"):
        returned[int(page)].append(moment)
    return returned


def _states(apps: StateApps, model: str, path: str) -> Any:
    of_pages = {
        f"{path}base_content_type__app_label": "wagtailcore",
        f"{path}base_content_type__model": "page",
    }
    return apps.get_model("wagtailcore", model).objects.filter(**of_pages)


class Migration(migrations.Migration):
    dependencies = [("news", "0003_desks"), ("units", "0005_publication_record"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(complete, migrations.RunPython.noop, elidable=True)]
