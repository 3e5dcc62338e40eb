"""Which work becomes due by the passing of time."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ImproperlyConfigured

# A job gets the moment (UTC) and returns how many things it did.
DueJob = Callable[[datetime], int]

jobs: dict[str, DueJob] = {}


def due_job(name: str) -> Callable[[DueJob], DueJob]:
    """Register the decorated function as work that `run_due` does.

    Each job runs in a transaction of its own and must be idempotent: a second run
    at the same moment does nothing. A job over many things keeps one that fails from
    stopping the others itself.

    Raises ImproperlyConfigured if another function already has the name.
    """

    def register(job: DueJob) -> DueJob:
        if jobs.setdefault(name, job) is not job:
            raise ImproperlyConfigured(f"Two due jobs are named {name!r}.")
        return job

    return register
