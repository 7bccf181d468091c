"""The errors the kit raises on purpose.

Each names the bad value and where it stands, says what would be valid, and what to do next.

    ValueError
    ├── ReadError        a file or text that cannot be read as an article
    └── MismatchError    annotations that do not fit the article they are read for
    OSError
    └── ChangedError     answers that are not saved, for the file was changed since it was read
    UserWarning
    └── ParserWarning    a parser that is installed and cannot be used
"""

from typing import Any

from kit.printable import printable

__all__ = ["ChangedError", "MismatchError", "ParserWarning", "ReadError"]


class ReadError(ValueError):
    """A file or text that cannot be read as an article."""

    def __str__(self) -> str:
        return printable(super().__str__())  # it names files, whose names may hold anything


class MismatchError(ValueError):
    """Annotations that do not fit the article they are read for."""

    def __str__(self) -> str:
        return printable(super().__str__())


class ParserWarning(UserWarning):
    """A parser or model that is installed and cannot be used, and what is taken in its place."""


class ChangedError(OSError):
    """Answers that are not saved, for the file was changed since it was read; saved again, they take its place.

    ``theirs`` is what is in the file now; where that cannot be used, it is None, and ``aside`` the name under which
    the file was set aside.
    """

    def __init__(self, theirs: Any, aside: str = "") -> None:
        super().__init__("another window has changed this meanwhile")
        self.theirs, self.aside = theirs, aside
