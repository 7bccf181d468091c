"""Which words of a text are part of a name, and so say nothing of anybody: Fred Savage, Mark Strong, Rev. Crook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kit.annotation import Span
from kit.lexicons import alternation, load_names, read_lexicon, word_set
from kit.lexicons.speakers import load_speakers
from kit.segment.sentence_words import STARTERS

__all__ = ["in_names"]

_NEAR = 60  # code points looked at on either side of a word
_WORD = re.compile(r"[^\W\d_]{2,}")  # "I" is nobody's name
_BEFORE = re.compile(r"([^\W\d_][\w’'-]*\.?)\s\Z")  # the word before, where only a space parts them
_BEHIND = re.compile(r"\s([^\W\d_][\w’-]*)")
# The head of a sentence, or of words in marks, stands before.
_OPENS = re.compile(r"(?:\A|\n|[.!?…:][”’\"')\]]*\s|[“‘\"(\[–—•*])[\s“‘\"'(\[–—•*_-]*\Z")
_RUN = re.compile(r"(?>[ -][A-Z][\w’'-]*+)++")
_LONG = re.compile(r"\b[^\W\d_]{5,}")
_HEADING = 3  # long words, all with a capital, make a line a heading
_KINDS = ("ist", "ists", "ism", "ian", "ians", "ite", "ites", "phobe", "phobes", "phobic", "esque", "ocrat", "ocrats")
_MONTHS_AFTER = frozenset(["in", "last", "this", "next", "since", "until", "by", "of", "early", "late"])


@cache
def _did() -> re.Pattern[str]:
    """Behind a name: what somebody did."""
    listed = alternation(_listed("deeds"))
    return re.compile(rf"[’']?s?,? (?:who |also |then |has |had |will )?(?:{listed}|[a-z]{{2,}}ed)\b")


@cache
def _apart() -> frozenset[str]:
    """Words with a capital that are no part of the name behind them: openers of sentences, parties, peoples."""
    lists = load_speakers()
    openers = ("no_verbs", "prepositions", "determiners", "finite", "calls", "calls_or_nouns", "calls_or_participles")
    opening = {word.capitalize() for name in openers for word in _listed(name)}
    return (lists.apart | STARTERS | opening) - load_names().also_forenames


@cache
def _shortened() -> re.Pattern[str]:
    """Titles that may be shortened, before a name: "Rev." counts in any line."""
    return re.compile(rf"\b{alternation(load_names().short_titles | load_names().courtesy)}\.?\s\Z")


def in_names(text: str, spans: Iterable[Span]) -> set[Span]:
    """Those of some stretches of a text that are part of a name; only single words with a capital can be.

    A word is: behind a title or the first part of a name; as a first name before the rest of it; in the name of a
    street or a firm; with a capital by itself within a sentence; where it is a name that people have, at the head of a
    sentence before what they did; and wherever it stands with a capital in a text in which it is one.

    >>> text = "Mr Savage met Rob Finn. A savage plan, said Savage."
    >>> named = in_names(text, [Span(3, 9), Span(14, 17), Span(26, 32), Span(44, 50)])
    >>> [text[span.start : span.end] for span in sorted(named)]
    ['Savage', 'Rob', 'Savage']
    """
    doubtful = [span for span in spans if text[span.start].isupper() and _WORD.fullmatch(text, *span)]
    named = {span for span in doubtful if _is_name(text, *span)}
    known = {text[span.start : span.end] for span in named}
    return {span for span in doubtful if text[span.start : span.end] in known}


def _is_name(text: str, start: int, end: int) -> bool:
    """Is a word with a capital part of a name, by what stands right beside it?"""
    word, names = text[start:end], load_names()
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if (word.isupper() and len(word) > 1) or word.endswith(_KINDS):
        return False
    if _shortened().search(before):
        return True
    if _is_heading(before, behind):
        return False
    last, next_ = _BEFORE.search(before), _BEHIND.match(behind)
    beside = last[1].rstrip(".") if last else ""
    follows = next_[1] if next_ else ""
    surname = follows[:1].isupper() and not follows.isupper() and follows not in _apart()
    if surname and word in names.also_forenames and beside.lower() not in _MONTHS_AFTER:
        return "?" not in behind.partition(".")[0]  # "Will Labour win?"
    if beside[:1].isupper() and not _OPENS.search(before) and beside.lower() not in _listed("determiners"):
        part = beside not in _apart() and (len(beside) == 1 or not beside.isupper())
        return part or beside.lower() in load_speakers().titles
    if (run := _RUN.match(behind)) and re.split("[ -]", run[0])[-1] in names.ends | names.institutions:
        return True
    if _OPENS.search(before):
        return word in names.also_surnames | names.also_forenames and bool(_did().match(behind))
    if beside.lower() in _listed("determiners"):
        return word in names.also_surnames and follows in _listed("kin")  # the Savage family
    return beside.islower() and not follows[:1].isupper()


@cache
def _listed(name: str) -> frozenset[str]:
    return word_set(read_lexicon("grammar")[name])


def _is_heading(before: str, behind: str) -> bool:
    """Does every long word of the line have a capital, so that one says nothing?"""
    line = before.rpartition("\n")[2] + " " + behind.partition("\n")[0]
    long = _LONG.findall(line)
    return len(long) >= _HEADING and all(word[0].isupper() for word in long)
