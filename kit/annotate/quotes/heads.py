"""The head of a noun phrase that speaks: "A lawyer for Ana Ruiz" is a lawyer, "the Tarn council" a body with a name."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple

from kit.annotate.quotes.cues import load_cues
from kit.annotation import Span
from kit.lexicons import load_names, word_set
from kit.lexicons.speakers import load_speakers

__all__ = ["Head", "first_name_tells", "head_in", "read_head", "words_in_small"]

_WORD = re.compile(r"\S+")
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_OPENS = re.compile(r"(?:^|[.!?…:;—–•][\"”’')]*\s+|\n\s*)[\"“‘']?$")
_EDGES = ' ,;:“”"‘()[]'
_INDEFINITE = word_set("a an another any one")
_DETERMINERS = word_set("the this that these those its their his her my our your") | _INDEFINITE
_SELVES = word_set("himself herself itself themselves")
_SINGLE = word_set("one each either neither none any")
_PLURAL = re.compile(r"[^\W_]+[^\W_siu]s")
_INITIALS = re.compile(r"[A-Z]{2,}s")  # "MPs"
# Plurals that are hardly ever surnames, so that a sentence may open with them.
_MANY = re.compile(r"\w{2,}(?:ists|[ct]ors|[dt]ents|[gr]ants|[cn]ials|[cl]ians|men|women|workers|holders|makers|goers)")


class Head(NamedTuple):
    """What the head of a phrase is.

    ``end`` is that of its words, in code points ("A lawyer" of "A lawyer for Ana Ruiz"), ``noun`` the last of them, in
    small letters. ``common``: it is a noun and no name; ``named``: it is a name, or a body that has its name with it.
    ``many``: it is several; ``vague``: so many that no one could be asked; ``person``: it may be one person.
    """

    end: int
    noun: str
    common: bool
    named: bool
    many: bool
    vague: bool
    person: bool

    @property
    def personal(self) -> bool:
        """Is the noun one for a person, and not for what only may be one?"""
        lists = load_speakers()
        listed = self.noun in lists.persons or self.noun in lists.offices or self.pronoun != ""
        return self.person and (listed or self.noun.endswith(("er", "or", "ist", "ian", "person")))

    @property
    def pronoun(self) -> str:
        """ "he" or "she", where the noun tells."""
        lists = load_speakers()
        if self.noun in lists.women or self.noun in lists.she or self.noun.endswith("woman"):
            return "she"
        return "he" if self.noun in lists.men or self.noun in lists.he or self.noun.endswith("man") else ""


def read_head(words: str, *, opens: bool = False, known: Container[str] = ()) -> Head:
    """The head of a phrase, by its shape.

    ``opens`` says that a sentence opens with it, so that its first capital may mean nothing; ``known`` are the words
    that the text has in small letters.

    >>> head = read_head("Critics of Ana Ruiz", opens=True)
    >>> head.noun, head.named, head.vague
    ('critics', False, True)
    >>> read_head("a Tarn Zoo keeper").named, read_head("the Tarn council").named, read_head("Ana Ruiz of Tarn").named
    (False, True, True)
    """
    first = words.partition(" ")[0].strip(_EDGES).lower()
    return _read(words, opens, opens and first in known)


def words_in_small(text: str) -> frozenset[str]:
    """The words that a text has in small letters.

    >>> sorted(words_in_small("Farmers met other farmers."))
    ['farmers', 'met', 'other']
    """
    return frozenset(_SMALL.findall(text))


def head_in(text: str, speaker: Span, known: Container[str]) -> Head:
    """The head of a phrase that stands in a text; ``known`` as in ``read_head``."""
    opens = _OPENS.search(text, max(0, speaker.start - 3), speaker.start) is not None
    return read_head(text[slice(*speaker)], opens=opens, known=known)


def first_name_tells(name: str) -> str:
    """ "he" or "she", where a first name tells.

    >>> first_name_tells("Emily Holm"), first_name_tells("Alex Holm")
    ('she', '')
    """
    names, first = load_names(), name.partition(" ")[0].partition("-")[0]
    return "she" if first in names.first_women else "he" if first in names.first_men else ""


@lru_cache(maxsize=2_000)
def _read(words: str, opens: bool, known: bool) -> Head:
    tokens = [(m[0].strip(_EDGES), m.end()) for m in _WORD.finditer(words)]
    first, last = _core(words, tokens)
    core = [word for word, _ in tokens[first : last + 1] if word and word not in _SELVES]
    if not core:
        return Head(len(words), "", False, False, False, False, False)
    lists, noun, end = load_speakers(), core[-1].lower(), tokens[last][1]
    end = len(words[:end].rstrip(_EDGES))
    opens = opens and not first
    common = _is_common(core, opens, known, last + 1 < len(tokens))
    body = noun in lists.bodies or noun in lists.works or noun in load_cues().sources
    counted = [word.lower() for word, _ in tokens[:first]]
    many, vague = _how_many(counted, [word.lower() for word in core], body) if common else (False, False)
    indefinite = core[0].lower() in _INDEFINITE and noun in lists.bodies
    named = not common or (body and not indefinite and _has_name(core, opens, known))
    person = not (body or many or vague or noun in lists.crowd)
    return Head(end, noun, common, named, many, vague, person)


def _core(words: str, tokens: Sequence[tuple[str, int]]) -> tuple[int, int]:
    """The first token of the head and the last: as far as what is said more of it begins."""
    lists = load_speakers()
    first = 0
    for n, (word, end) in enumerate(tokens):
        if n > first and word == "of" and tokens[n - 1][0].lower() in lists.lots | lists.parts | lists.numbers:
            first = n + 1  # "dozens of residents", "one of them"
        elif n > first and (word in lists.links or _says_more(tokens[n - 1][0].lower(), word)):
            return first, n - 1
        if words[end - 1] in ",;:)" and n >= first:
            return first, n
    return min(first, len(tokens) - 1), len(tokens) - 1


def _says_more(noun: str, word: str) -> bool:
    """Does a word behind a noun say more of it ("officials familiar with the matter", "residents facing floods")?"""
    lists = load_speakers()
    plural = bool(_PLURAL.fullmatch(noun)) or noun in lists.plurals
    if word in lists.behind:
        return plural or noun in lists.persons or noun in lists.bodies or noun.endswith(("one", "body"))
    return word.endswith("ing") and plural


def _is_common(core: Sequence[str], opens: bool, known: bool, followed: bool) -> bool:
    """Is the last word of a head a noun, and no name?"""
    lists, noun, first = load_speakers(), core[-1], core[0].lower()
    small = noun.lower()
    if noun.startswith("@"):
        return False
    if noun in lists.shortened or not any(map(str.isupper, noun)) or _INITIALS.fullmatch(noun):
        return True
    if small.endswith("s") and small[:-1].capitalize() in lists.never_last:
        return first != "the"  # "Republicans" are many, "the Republicans" a body
    if len(core) > 1:
        person = len(core) > 2 and bool(first_name_tells(core[-2]))  # "an angry Ana Ruiz"
        indefinite = first in _INDEFINITE or (first in lists.numbers and first != "both") or first in lists.lots
        return (indefinite and not person) or (first in _DETERMINERS and small in lists.offices | lists.persons)
    if small in lists.kin or small in lists.offices or small in lists.lots | lists.parts | lists.numbers:
        return True
    plural = small.endswith("s") or small in lists.plurals or small in lists.crowds
    if small in lists.persons or small in lists.crowds or small in lists.plurals:
        return plural or (opens and (known or followed))  # "Baker says" is a name
    if small in lists.bodies or small in lists.works:
        return opens and not followed  # "Bank of Tarn" is a name
    return opens and ((known and small.endswith("s")) or bool(_MANY.fullmatch(small)))


def _how_many(counted: Sequence[str], core: Sequence[str], body: bool) -> tuple[bool, bool]:
    """Are they several, and so many that no one could be asked?"""
    lists, noun = load_speakers(), core[-1]
    if counted and counted[-2] in _SINGLE:
        return False, False
    before = {*counted, *core[:-1]}
    lots = not lists.lots.isdisjoint(before) or noun in lists.lots
    exact = not lists.numbers.isdisjoint(before) or not lists.parts.isdisjoint(counted) or any(map(str.isdigit, before))
    plural = bool(_PLURAL.fullmatch(noun)) or noun in lists.plurals or noun in lists.lots
    many = plural or exact or (lots and bool(counted))
    bare = plural and core[0] not in _DETERMINERS and noun not in lists.groups and not body
    return many, not exact and (noun in lists.crowds or (many and (lots or bare)))


def _has_name(core: Sequence[str], opens: bool, known: bool) -> bool:
    """Does a name stand before a noun ("the Tarn council")?"""
    lists, first = load_speakers(), core[0].lower()
    plain = first in _DETERMINERS or (opens and (known or first in lists.plain | lists.lots | lists.numbers))
    return any(word[:1].isupper() for word in core[:-1][plain:])
