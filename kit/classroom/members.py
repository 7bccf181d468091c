"""Who is in a class: those on its roster, in its order, and whoever else has handed something in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

__all__ = ["Index", "Member", "member_key", "nearest"]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a class: the ``name`` that their hand-ins carry, and the row of the ``roster``, by its columns.

    The row is empty where the roster does not have them. Where the roster has a pseudonym, that is the ``name``, and
    ``full`` is the name beside it; ``aliases`` are what else the roster calls them: login names, addresses, numbers.
    """

    name: str
    roster: Mapping[str, str] = field(default_factory=dict)
    full: str = ""
    aliases: tuple[str, ...] = ()

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


def name_words(name: str, *, plain: bool = False) -> tuple[str, ...]:
    """The words of a name in one order, whichever comes first; ``plain`` is without accents, as some systems spell it.

    >>> name_words("Ruiz, Ana") == name_words("Ana Ruiz"), name_words("José", plain=True)
    (True, ('jose',))
    """
    key = member_key(name)
    if plain:
        key = "".join(sign for sign in unicodedata.normalize("NFKD", key) if not unicodedata.combining(sign))
    return tuple(sorted(re.split(r"[\s,;._]+", key.strip(" ,;._"))))


class Index:
    """The learners of a roster by all that they are called by."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = tuple(members)
        self._by: dict[tuple[str, object], list[int]] = {}
        for number, member in enumerate(self.members):
            for key in set(_keys(member)):
                self._by.setdefault(key, []).append(number)

    def find(self, name: str, hints: Sequence[str] = ()) -> tuple[Member, ...]:
        """Whom a name is of: one, none, or several that it cannot be told between.

        The name itself has the first word, then ``hints``, which an LMS or a folder has put beside the file; those
        decide only between those whom the name leaves, or where it says nothing.

        >>> index = Index([Member("Ana Ruiz", aliases=("aruiz",)), Member("Ben Ode")])
        >>> [member.name for member in index.find("ruiz, ana")], index.find("Blue Heron", ["benode"])[0].name
        (['Ana Ruiz'], 'Ben Ode')
        """
        left: set[int] = set()
        for key in (*_asked(name), *(key for hint in hints for key in (*_asked(hint), ("run", _run(hint))))):
            found = set(self._by.get(key, ()))
            left = (left & found or left) if left else found
            if len(left) == 1:
                break
        return tuple(self.members[number] for number in sorted(left))


def _keys(member: Member) -> Iterable[tuple[str, object]]:
    shown = re.sub(r" \(\d+\)$", "", member.name)  # without what tells two of one name apart
    yield from (("key", member.key), ("key", member_key(shown)))
    for name in filter(None, (member.full, shown)):
        yield "words", name_words(name)
        yield "plain", name_words(name, plain=True)
        yield from (("run", _run(f"{last}{first}")) for last, first in _turned(name))
    for alias in member.aliases:
        yield "alias", member_key(alias)
        yield "alias", member_key(alias.partition("@")[0])


def _asked(name: str) -> Iterable[tuple[str, object]]:
    if name.strip():
        yield "key", member_key(name)
        yield "words", name_words(name)
        yield "plain", name_words(name, plain=True)
        yield "alias", member_key(name)


def _turned(name: str) -> Iterable[tuple[str, str]]:
    """A name parted anywhere, the parts in both orders: how much of it is the family's name cannot be told."""
    words = name.replace(",", " ").split()
    for at in range(len(words)):
        yield " ".join(words[at:]), " ".join(words[:at])


def _run(name: str) -> str:
    """A name as Canvas puts it before a file: small letters and digits alone."""
    return re.sub(r"[\W_]+", "", member_key(name))


def nearest(name: str, names: Sequence[str]) -> list[str]:
    """The names that are most like this one, three at most, the likest first; none where none is alike."""
    by_key = {" ".join(name_words(each, plain=True)): each for each in names}
    words = " ".join(name_words(name, plain=True))
    close = get_close_matches(words, by_key, n=3, cutoff=0.6)
    return [by_key[key] for key in close]
