"""Sentences: nupunkt inside each block, and a few rules with names where news needs them."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kit.annotation import Annotation, Span
from kit.article import Article
from kit.lexicons import alternation
from kit.segment.blocks import find_blocks
from kit.segment.glued import glued_starts
from kit.segment.sentence_words import (
    ABBREVIATIONS,
    AFTER_COUNTRIES,
    BEFORE_NAMES,
    MARKED_NAMES,
    NEVER_LAST,
    STARTERS,
    TAGS,
    TITLES,
    is_plain,
)

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

__all__ = ["find_sentences", "sentence_spans"]

_ENDS = {  # rule: (why the sentence ends here, why that may be wrong); nupunkt's own break is the plain case
    "nupunkt": ("A full stop, or a mark like it, that Punkt takes for an end.", ""),
    "after-mark": ("The closing mark or bracket after a full stop ends the sentence too.", ""),
    "block-end": ("The block ends, and no sentence runs across blocks.", ""),
    "line-end": (
        "The line ends before the block is as wide as elsewhere, or a list or a speaker's label follows.",
        "Lines wrapped by hand can look the same.",
    ),
    "plain-word": (
        "A full stop after an ordinary word, and a capital after it.",
        "An abbreviation that the kit does not know looks the same.",
    ),
    "after-abbreviation": (
        "An abbreviation, then a word that opens sentences and no names.",
        "A name or a title can begin with that word.",
    ),
    "glued": (
        "A full stop after a word and a capital right after it: the space between two sentences was lost in copying.",
        "A name or a piece of code can be written so.",
    ),
    "turn": ("The label of the next speaker (Q, A) follows.", "A and Q are initials too."),
}
_JOINS = {  # rule: why Punkt's break was taken back
    "title": "a title stands before its name",
    "place": "St., Ft. or Mt. stands before a name",
    "office": "U.S. and the like stand before an office",
    "lower-case": "the next word is in lower case",
    "mark-follows": "a dash, a comma or the like follows",
    "no-space": "no space follows",
    "no-word": "no word stands on one side",
    "number": "a number opens an item",
    "counts": "an abbreviation stands before its number",
    "speech-tag": "the speaker of the words in marks follows",
    "name-mark": "the mark belongs to a name",
}


_CLOSING = "\"”’'»›)]}"
_CLOSERS = f"[{re.escape(_CLOSING)}]"
_OPENERS = r"[\"“‘'«‹(\[]"
_GLUED = re.compile(rf"{_CLOSERS}*(?:\[\d{{1,3}}\])*\s*")
_STOP = re.compile(rf"\.{_CLOSERS}*\s+(?P<next>{_OPENERS}?(?P<word>[^\W\d_]+))")
_TOKEN = re.compile(r"[^\s\"“‘'«‹(\[]+$")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"\w")
_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z])[.)]+\s*")
_TURNS = re.compile(rf"{_OPENERS}?[QA][.:]\s")
_TURN = re.compile(rf"(?<=[.?!]){_CLOSERS}*\s+(?P<next>[QA][.:]\s+{_OPENERS}?[A-Z])")
_SPEAKER = re.compile(
    rf"(?!{alternation(STARTERS)}\b)(?:[A-Z][\w.’'-]+\s+){{1,4}}{alternation(TAGS)}"
    r"(?=[.,:;]|$|\s(?:in|at|as|on|after|when)\b)"
)
_ITEM = re.compile(r"(?:[-–—*•◦▪·‣●○■]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_LABEL = re.compile(r"(?:[QA]|[A-Z][A-Z.'’ -]{1,40}:)\s|[QA][.:]\s")
_NOT_PROSE = re.compile(r"[a-z]+[A-Z]|\S*[^\W_][./]\w")  # iPhone, a web address
_MARK = re.compile(rf"[.!?…][^\w.,-]+[^\s{re.escape(_CLOSING)}]")  # where there is none, Punkt ends no sentence
_BREAK = re.compile(rf"[.!?…]{_CLOSERS}*\s+")
_LINE = re.compile(r"\S[^\n]*")
_LONGEST_RUN = 2_000  # prose has no longer run without a space, and nupunkt's time grows with its square


def find_sentences(article: Article) -> list[Annotation]:
    """The sentences of an article in order, layer "sentence", each within one block.

    Offsets are code points into ``article.text``, half-open, without the white space around; every other character
    of a block belongs to exactly one sentence. Lines within a block are parted where they are short, items of a list
    or turns of speakers, and joined where they are only wrapped, so that a heading, a tag or a list item is a
    sentence of its own. ``attributes["rule"]`` says why the sentence ends where it does, and ``"joined"`` which
    breaks inside it were taken back. No text raises.

    Source: Punkt (Kiss & Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection", Computational
    Linguistics 32:4) as in nupunkt 0.8, with rules of the kit's own for titles, tags of speech, and ordinary words
    that nupunkt's model takes for abbreviations ("Iowa", "week").

    >>> article = Article.from_text("“Why?” Ms. Ruiz asked. He lives in the U.S. The rest left.")
    >>> [article.covered(sentence) for sentence in find_sentences(article)]
    ['“Why?” Ms. Ruiz asked.', 'He lives in the U.S.', 'The rest left.']
    """
    text = article.text
    return [
        Annotation(start, end, "sentence", "sentence", "kit.find_sentences", attributes=_attributes(rule, joined))
        for block in find_blocks(text)
        for start, end, rule, joined in _in_block(text, block.start, block.end)
    ]


def sentence_spans(text: str) -> list[Span]:
    """Where the sentences of a text stand, as ``find_sentences`` finds them, without its reasons: for counting many.

    >>> sentence_spans("It rained. They went in.")
    [Span(start=0, end=10), Span(start=11, end=24)]
    """
    blocks = find_blocks(text)
    if "\n" not in text and not _MARK.search(text) and not glued_starts(text):
        return blocks  # one line, and nothing in it that could end a sentence
    return [Span(start, end) for block in blocks for start, end, _, _ in _in_block(text, *block)]


def _in_block(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """The sentences of one block, each with the rule that ends it and the rules that held it together."""
    pieces = _pieces(text, start, end)
    for number, (first, last) in enumerate(pieces, 1):
        words = text[first:last]
        cuts, joins = _cuts(words)
        cuts[len(words)] = "block-end" if number == len(pieces) else "line-end"
        held = sorted(joins) if joins else []
        begin = 0
        for cut, rule in cuts.items():
            stop = begin + len(words[begin:cut].rstrip())
            if rule == "nupunkt" and words[stop - 1] in _CLOSING:
                rule = "after-mark"
            joined = [joins[at] for at in held[bisect(held, begin) : bisect(held, cut)]] if held else []
            yield first + begin, first + stop, rule, " ".join(dict.fromkeys(joined))
            begin = cut


@cache
def _attributes(rule: str, joined: str) -> dict[str, str]:
    """What an annotation says of its rule: made once for each rule, for sentences are many."""
    why, doubt = _ENDS[rule]
    if joined:
        why += " Not ended before: " + "; ".join(_JOINS[name] for name in joined.split()) + "."
    said = {"rule": rule, "joined": joined, "why": why, "doubt": doubt}
    return {key: value for key, value in said.items() if value}


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a block, those that are only wrapped taken together."""
    block = text[start:end]
    if "\n" not in block:
        return [(start, end)]
    lines = [(m.start(), m.start() + len(m.group().rstrip())) for m in _LINE.finditer(block)]
    width = max(stop - begin for begin, stop in lines)
    out: list[tuple[int, int]] = []
    before = ""
    for begin, stop in lines:
        line = block[begin:stop]
        if before and _runs_on(before, line, width, len(lines)):
            out[-1] = (out[-1][0], start + stop)
        else:
            out.append((start + begin, start + stop))
        before = line
    return out


def _runs_on(before: str, line: str, width: int, lines: int) -> bool:
    """Is a line the rest of the one before, which was only wrapped?"""
    if _ITEM.match(line) or _LABEL.match(line):
        return False
    if line[0].islower() or before[-1] in ",;-–—":
        return width >= 30
    would_fit = len(before) + 1 + len(line.split(None, 1)[0]) <= width
    return not would_fit and (40 if lines >= 4 else 60) <= width <= 120


def _cuts(words: str) -> tuple[dict[int, str], dict[int, str]]:
    """Where each later sentence starts, in order, and where a break of Punkt's was taken back; with the rules."""
    found: dict[int, str] = {}
    joins: dict[int, str] = {}
    glued = glued_starts(words)
    if not (glued or _MARK.search(words)):
        return found, joins
    begin = 0
    for at in _punkt_starts(words):
        if not words[at - 1].isspace():
            at = _GLUED.match(words, at).end()  # type: ignore[union-attr]
        if not begin < at < len(words):
            continue
        if rule := _why_joined(words, begin, at):
            joins[at] = rule
        else:
            found[at] = "nupunkt"
            begin = at
    found |= {at: rule for at, rule in _missed(words, found) if at not in joins}
    found |= {at: "glued" for at in glued if at not in found}
    cuts: dict[int, str] = {}
    starts = sorted(found)
    worded = _LETTER.search(words, 0, starts[0] if starts else 0) is not None  # does the sentence so far hold a word?
    for at, end in pairwise([*starts, len(words)]):
        follows = _LETTER.search(words, at, end) is not None
        if worded and follows:
            cuts[at] = found[at]
        else:
            joins[at] = "no-word"
        worded = worded or follows
    return cuts, joins


@cache
def _punkt() -> PunktSentenceTokenizer:
    """The tokenizer, imported at its first use; the kit's own copy, so that no one else's additions reach it."""
    from nupunkt.models import load_default_model

    return load_default_model()


def _punkt_starts(words: str) -> list[int]:
    if len(words) > _LONGEST_RUN and max(map(len, words.split())) > _LONGEST_RUN:
        return [m.end() for m in _BREAK.finditer(words)]
    return [start for start, _ in _punkt().span_tokenize(words)][1:]


def _why_joined(words: str, begin: int, at: int) -> str:
    """The rule by which the sentence at ``begin`` goes on at ``at``, where Punkt ends it; or nothing."""
    before, first = words[max(begin, at - 60) : at].rstrip(), words[at]
    last = before[-1]
    if not words[at - 1].isspace() and not first.isupper() and first not in '“‘"([':
        return "no-space"
    if first in "—–―,;:" or words.startswith("--", at) or (first == "-" and last in _CLOSING):
        return "mark-follows"
    if first.islower():
        return "lower-case" if _goes_on(before, words, at) else ""
    if first.isdigit() and before.rsplit(None, 1)[-1].rstrip(".").lower() in NEVER_LAST:
        return "counts"
    following = _WORD.match(words, at)
    if not following or following.group() in STARTERS:
        return "number" if _NUMBER.fullmatch(words, begin, at) else ""
    if last in _CLOSING:
        speaker = before.rstrip(_CLOSING)[-1:] in ("?", "!") and _SPEAKER.match(words, at)
        return "speech-tag" if speaker else ""
    if last == "!":
        return "name-mark" if before.endswith(tuple(MARKED_NAMES)) else ""
    word = before.rsplit(None, 1)[-1].rstrip(".").lstrip("(“‘\"'[")
    if word[:1].isupper() and word.lower() in BEFORE_NAMES:
        return "title" if word.lower() in TITLES else "place"
    if "." in word and word.isupper() and following.group() in AFTER_COUNTRIES:
        return "office"
    return "number" if _NUMBER.fullmatch(words, begin, at) else ""


def _goes_on(before: str, words: str, at: int) -> bool:
    """Does a word in lower case at ``at`` go on with the sentence?"""
    if _NOT_PROSE.match(words, at):
        return False
    if before[-1] in "?!" or before[-1] in _CLOSING or words.startswith("etc", at):
        return True
    word = before.rsplit(None, 1)[-1].rstrip(".")
    return "." in word or word.lower() in ABBREVIATIONS


def _missed(words: str, found: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Where a sentence starts that Punkt ran into the one before, and the rule."""
    if _TURNS.match(words):
        for m in _TURN.finditer(words):
            yield m.start("next"), "turn"
    for m in _STOP.finditer(words):
        at, following, stop = m.start("next"), m["word"], m.start()
        if at in found or not following[0].isupper() or not (token := _TOKEN.search(words, max(0, stop - 40), stop)):
            continue
        word = token.group()
        if is_plain(word):
            yield at, "plain-word"
        elif following in STARTERS and word[-1].isalpha() and word.lower() not in NEVER_LAST:
            # A label or an initial that opens its sentence does not end it.
            before = words[max(0, token.start() - 5) : token.start()].rstrip(" \n\t" + _CLOSING + "“‘([«")
            if before and before[-1] not in ".?!:":
                yield at, "after-abbreviation"
