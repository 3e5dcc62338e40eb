"""How log lines are written where personal data must not be."""

import logging
import re
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


# Whoever reads a log must not come in by what stands there.
ONE_TIME_LINK = re.compile(r"(/vao/)[^/\s\"'?]+")


class WithoutTokens(logging.Filter):
    """Leaves the token out of one-time links, where the rest of a line may be read: on a developer's terminal."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record, without tokens."""
        record.msg, record.args = ONE_TIME_LINK.sub(r"\1…", record.getMessage()), ()
        return True


class DiscreetFormatter(logging.Formatter):
    """One line per record; of an exception its class and the places in the code, not what it says.

    Messages of exceptions quote rows, form fields and addresses of people. Of one-time links the token is left out.
    """

    def __init__(self, root: str = "") -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.root = root.rstrip("/") + "/" if root else ""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without tokens."""
        return ONE_TIME_LINK.sub(r"\1…", super().format(record))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802
        """The names of the classes from the first cause to the last error, each with its places."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            places = traceback.extract_tb(error.__traceback__)
            found = " < ".join(f"{self.short(place.filename)}:{place.lineno}" for place in reversed(places))
            lines.append(f"{type(error).__name__} at {found}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(reversed(lines))

    def short(self, path: str) -> str:
        """A file's path from the project's root, or from the library's."""
        return path.removeprefix(self.root).rpartition("site-packages/")[2]
