"""Who is in a class: those on its roster, in its order, and whoever else has handed something in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Member", "member_key"]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a class: the ``name`` that their hand-ins carry, and the row of the ``roster``, by its columns.

    The row is empty where the roster does not have them.
    """

    name: str
    roster: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What is alike for all spellings of the name that are one learner's."""
        return member_key(self.name)


def member_key(name: str) -> str:
    """A name without what does not tell two learners apart: capitals, space, and how accents are spelt.

    >>> member_key("  Ana  RUIZ ")
    'ana ruiz'
    """
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())).strip()
