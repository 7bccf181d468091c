"""What the program shows in a lesson once a guess is made, to be printed for the wall where a class has no computers.

[[wall]]
step = "Page or article?"   # under the title of which step it stands
show = "terms"              # one of SHOWN
texts = ["page"]            # of which of the lesson's texts
of = "article"              # of terms the voice that ranks them, of lines their word; nothing of the others
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.activity.fields import check_fields, one_of
from kit.activity.texts import Text

__all__ = ["SHOWN", "Shown", "wall_of"]

SHOWN = ("certainty", "claims", "grades", "lines", "loaded", "sentences", "speakers", "terms", "zones")
_OF = ("lines", "terms")


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that is shown: under which ``step``, what it is, ``of`` what, and its ``texts``, by their names."""

    step: str
    show: str
    texts: Mapping[str, Text]
    of: str = ""


def wall_of(tables: Sequence[Any], texts: Mapping[str, Text], steps: Collection[str]) -> tuple[Shown, ...]:
    """What the tables say, in order; raises ``ValueError`` where a step, a text or what is to be shown is not known."""
    return tuple(_shown(table, texts, steps) for table in tables)


def _shown(table: Any, texts: Mapping[str, Text], steps: Collection[str]) -> Shown:
    check_fields(table, {"step", "show", "texts"}, {"of"})
    show, of = one_of("show", table["show"], SHOWN), table.get("of", "")
    if bool(of) != (show in _OF):
        raise ValueError(f"show = {show!r} {'needs the field' if show in _OF else 'has no'} of")
    named = [one_of("texts: text", name, texts) for name in table["texts"]]
    return Shown(one_of("step", table["step"], steps), show, {name: texts[name] for name in named}, of)
