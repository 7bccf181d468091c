"""The errors the kit raises on purpose.

Each names the bad value and where it stands, says what would be valid, and what to do next.

    ValueError
    ├── ReadError        a file or text that cannot be read as an article
    └── MismatchError    annotations that do not fit the article they are read for
"""

__all__ = ["MismatchError", "ReadError"]


class ReadError(ValueError):
    """A file or text that cannot be read as an article."""


class MismatchError(ValueError):
    """Annotations that do not fit the article they are read for."""
