"""Signs: what in a block speaks for the article and what for furniture, each with its weight."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kit.annotation import Annotation, Span
from kit.article import Article
from kit.lexicons.dates import DATE
from kit.segment.blocks import find_blocks
from kit.segment.zones.cues import START, WHOLE, Cue, find_cue, fold
from kit.segment.zones.patterns import (
    ADDRESS,
    BULLETS,
    BYLINE,
    CLOCK,
    CLOSERS,
    COPYRIGHT,
    COUNT,
    CREDIT,
    CREDIT_WORDS,
    DIGIT,
    FUNCTION_WORDS,
    LINE_END,
    LIST_MARK,
    OPENERS,
    SEPARATOR,
    STOPS,
    TAG,
    TAG_WORDS,
    TAIL_LINKS,
    TWEET,
)

__all__ = ["Block", "Sign", "final_mark", "is_name", "read_blocks"]


class Sign(NamedTuple):
    """One thing seen in a block and its weight: above nought it speaks for the article, below for furniture.

    The weights are round numbers set by hand, about the natural logarithm of how many times likelier the sign is in
    an article than around one: 1 is "rather", 3 is "twenty to one".
    """

    name: str
    weight: float


class Block(NamedTuple):
    """A block of the page and its signs.

    ``size`` counts words (two characters to the word in scripts that do not part them), ``linked`` is the share of
    its characters that are links, ``last`` the mark that closes it. ``form`` sums the signs of its form (length,
    closing mark), ``drag`` those of them that are below nought; ``evidence`` names the signs of its content (cue
    phrases, links, dates), and ``proof`` sums them.
    """

    span: Span
    text: str
    words: list[str]
    size: int
    linked: float
    heading: bool
    cue: Cue | None
    last: str
    form: float
    drag: float
    evidence: frozenset[str]
    proof: float


_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*\.?(?:\s[^\W\d_a-z][\w’'-]*\.?){1,3}")
_NOTHING: frozenset[str] = frozenset()

# Signs of form.
_LONG = Sign("long", 3)
_SENTENCE_LONG = Sign("sentence-long", 1.5)
_SHORT = Sign("short", -1)
_FULL_STOP = Sign("full-stop", 1.5)
_SHORT_FULL_STOP = Sign("short-full-stop", 1)
_COLON = Sign("colon", 0.5)
_NO_FULL_STOP = Sign("no-full-stop", -1.5)
_QUOTATION = Sign("quotation", 0.5)
_SMALL_WORDS = Sign("small-words", 0.5)
_NO_SMALL_WORDS = Sign("no-small-words", -1)
_LIST_MARK = Sign("list-mark", 1)
_REPEATED = Sign("repeated", -1)
# Signs of content; that of a cue phrase has a weight of its own, see _cue_weight.
_ALL_LINK = Sign("all-link", -4)
_LINK_REPEATED = Sign("link-repeated", -2)
_HALF_LINK = Sign("half-link", -2)
_TAG = Sign("tag", -3)
_EMBEDDED_POST = Sign("embedded-post", 2)
_COPYRIGHT_MARK = Sign("copyright-mark", -4)
_CREDIT = Sign("credit", -3)
_NO_WORDS = Sign("no-words", -1)
_DATE = Sign("date", -2.5)
_CLOCK = Sign("clock", -2)
_COUNT = Sign("count", -3)
_BYLINE = Sign("byline", -3)
_ADDRESS = Sign("address", -1.5)
_SEPARATORS = Sign("separators", -1.5)


def read_blocks(article: Article) -> list[Block]:
    """The blocks of an article with all that speaks for or against each of them."""
    text = article.text
    spans = find_blocks(text)
    linked = _linked_shares(spans, article.annotations)
    headings = {a.start for a in article.annotations if a.label == "heading"}
    texts = [text[start:end] for start, end in spans]
    times = Counter(texts)
    return [
        _read_block(span, words, share, times[words], span.start in headings)
        for span, words, share in zip(spans, texts, linked, strict=True)
    ]


def _read_block(span: Span, text: str, linked: float, times: int, heading: bool) -> Block:
    words = fold(text)
    # Scripts that do not part words (Chinese, Japanese, Thai) come as a few very long ones.
    size = len(text) // 2 if len(text) > 15 * len(words) and not text.isascii() else len(words)
    cue = find_cue(words)
    last = final_mark(text)
    form = drag = proof = 0.0
    for _, weight in _form(text, words, size, last, times if linked < 0.7 else 1):
        form += weight
        if weight < 0:
            drag += weight
    evidence = _evidence(text, words, size, last, linked, times, cue)
    if not evidence:
        return Block(span, text, words, size, linked, heading, cue, last, form, drag, _NOTHING, 0.0)
    for _, weight in evidence:
        proof += weight
    names = frozenset([name for name, _ in evidence])
    return Block(span, text, words, size, linked, heading, cue, last, form, drag, names, proof)


def _linked_shares(spans: Sequence[Span], annotations: Sequence[Annotation]) -> list[float]:
    """The share of each block's characters that are links."""
    linked = [0] * len(spans)
    ends = [span.end for span in spans]
    for a in annotations:
        if a.layer == "link" and (at := bisect_left(ends, a.end)) < len(spans):
            linked[at] += a.end - a.start
    return [min(1.0, n / (end - start)) for n, (start, end) in zip(linked, spans, strict=True)]


def final_mark(text: str) -> str:
    """The mark that closes a text, quotation marks, brackets and bare addresses set aside.

    >>> final_mark("“Stay.”"), final_mark("Look! pic.twitter.com/x"), final_mark("Stay")
    ('.', '!', 'y')
    """
    last = text.rstrip(CLOSERS)[-1:]
    if last not in STOPS and ("/" in text[-60:] or "www." in text[-60:]):
        last = TAIL_LINKS.sub("", text[-300:]).rstrip(CLOSERS)[-1:]
    return last


def is_name(text: str) -> bool:
    """Could a text be a person's name: two to four words, all capitalised, and nothing else?

    >>> is_name("Ana Ruiz"), is_name("Related stories"), is_name("Read More »")
    (True, False, False)
    """
    return _NAME.fullmatch(text) is not None


def _form(text: str, words: Sequence[str], size: int, last: str, times: int) -> list[Sign]:
    """The signs of form: length, closing mark, small words."""
    signs = []
    if size >= 30:
        signs.append(_LONG)
    elif size >= 12:
        signs.append(_SENTENCE_LONG)
    elif size < 6:
        signs.append(_SHORT)
    if last in STOPS:
        signs.append(_FULL_STOP if size >= 6 else _SHORT_FULL_STOP)
    elif last == ":" and size >= 4:
        signs.append(_COLON)
    elif size >= 6:
        signs.append(_NO_FULL_STOP)
    if text[0] in OPENERS and size >= 4:
        signs.append(_QUOTATION)
    if 8 <= size < 200 and text.isascii() | (size == len(words)):
        small = sum(map(FUNCTION_WORDS.__contains__, words)) / len(words)
        if small >= 0.3:
            signs.append(_SMALL_WORDS)
        elif small < 0.1 and text.isascii():
            signs.append(_NO_SMALL_WORDS)
    if (text[0] in BULLETS or text[0].isdigit()) and LIST_MARK.match(text):
        signs.append(_LIST_MARK)
    if times > 1 and size < 40:
        signs.append(_REPEATED)
    return signs


def _evidence(
    text: str, words: Sequence[str], size: int, last: str, linked: float, times: int, cue: Cue | None
) -> list[Sign]:
    """The signs of content: links, cue phrases, dates, credits."""
    signs = []
    if linked >= 0.7:
        signs += [_ALL_LINK, _LINK_REPEATED] if times > 1 else [_ALL_LINK]
    elif linked >= 0.4:
        signs.append(_HALF_LINK)
    if cue:
        signs.append(Sign("cue", _cue_weight(cue, size, quoted=text[0] in OPENERS)))
    if size > 60 or len(text) > LINE_END:
        return signs
    if size <= 25 and "(@" in text and TWEET.match(text):
        return [_EMBEDDED_POST]
    if len(words) > 2 and words[0] in TAG_WORDS and (linked >= 0.5 or TAG.match(text)):
        signs.append(_TAG)
    if linked >= 0.7 and "by" not in words[:2]:
        return signs  # a link is a link, whatever it says
    if size <= 15:
        signs += _line_signs(text, words, size, last)
    if "©" in text or (size <= 25 and COPYRIGHT.match(text)):
        signs.append(_COPYRIGHT_MARK)
    aside = text[0] == "(" and text[-1] == ")" and size <= 8 and times > 1
    if aside or ((text[-1] == ")" or not CREDIT_WORDS.isdisjoint(words)) and CREDIT.search(text)):
        signs.append(_CREDIT)
    if not words or not any(map(str.isalnum, words[0])):
        signs.append(_NO_WORDS)
    return signs


def _line_signs(text: str, words: Sequence[str], size: int, last: str) -> list[Sign]:
    """The signs that only a line can bear: in a paragraph a date or an address says nothing."""
    signs = []
    if DIGIT.search(text):
        if DATE.search(text):
            signs.append(_DATE)
        elif size <= 8 and last not in STOPS and CLOCK.search(text):
            signs.append(_CLOCK)
        if COUNT.fullmatch(text):
            signs.append(_COUNT)
    elif size <= 8 and " ago" in text and CLOCK.search(text):
        signs.append(_CLOCK)
    if words and (words[0][:2] == "by" or "by" in words[1:2]) and last != "." and BYLINE.match(text):
        signs.append(_BYLINE)
    if ("@" in text or "www" in text or "://" in text) and ADDRESS.search(text):
        signs.append(_ADDRESS)
    if last not in STOPS and SEPARATOR.search(text):
        signs.append(_SEPARATORS)
    return signs


def _cue_weight(cue: Cue, size: int, *, quoted: bool) -> float:
    """How much a cue phrase weighs: most where it is all the block says, less in a long block and in speech."""
    if cue.place == WHOLE:
        return -5
    if cue.place == START:
        return -2.5 - 1.5 * min(cue.hits, 4)
    return -2.5 * min(cue.hits, 4) / (2 if size > 60 or quoted else 1)
