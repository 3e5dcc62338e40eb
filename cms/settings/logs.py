"""How log lines are written where personal data must not be."""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """One line per record; of an exception its class and the places in the code, not what it says.

    Messages of exceptions quote rows, form fields and addresses of people.
    """

    def __init__(self, root: str = "") -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.root = root.rstrip("/") + "/" if root else ""

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
