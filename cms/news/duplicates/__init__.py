"""Items that may tell of what another item tells already. Pointed out, never decided."""

from .search import Duplicate, likely_duplicates, pages_with_doubles

__all__ = ["Duplicate", "likely_duplicates", "pages_with_doubles"]
