"""Versions of an activity: its text as printed and in plain words, or forms that learners get by turns."""

from __future__ import annotations

import hashlib

__all__ = ["PLAIN", "PRINTED", "turn", "version_name"]

PRINTED = "printed"  # the two levels of a text
PLAIN = "plain"


def version_name(name: str, version: str) -> str:
    """The name of an activity's other version: of a level as it is called, of a form the end of its text's name.

    >>> version_name("report", "plain"), version_name("before", "check-b")
    ('report-plain', 'before-b')
    """
    return f"{name}-{version.rpartition('-')[2]}"


def turn(folder: str, forms: int) -> int:
    """Which of so many forms is a learner's, by the name of their folder: the same on every computer, each day.

    >>> [turn(name, 2) for name in ("blue heron", "quiet otter")]
    [1, 0]
    """
    return int.from_bytes(hashlib.sha256(folder.encode("utf-8", "surrogatepass")).digest()[:4], "big") % forms
