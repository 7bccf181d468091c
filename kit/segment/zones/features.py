"""Features of a block: what in it speaks for the article and what for furniture, each with its weight."""

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
from kit.segment.zones.address import speaks_to_reader
from kit.segment.zones.cue_phrases import START, WHOLE, WITHIN, CuePhrase, find_cue_phrase, fold
from kit.segment.zones.parts import FURNITURE_PARTS, Part, Place, find_places
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
    POINTER,
    SEPARATOR,
    STOPS,
    TAG,
    TAG_WORDS,
    TAIL_LINKS,
    TWEET,
)

__all__ = ["Block", "Feature", "describe_blocks", "final_mark", "is_name"]


class Feature(NamedTuple):
    """One thing seen in a block and its weight: above nought it speaks for the article, below for furniture.

    The weights are round numbers set by hand, about the natural logarithm of how many times likelier the feature is in
    an article than around one: 1 is "rather", 3 is "twenty to one".
    """

    name: str
    weight: float


class Block(NamedTuple):
    """A block of the page and its features.

    ``size`` counts words (two characters to the word in scripts that do not part them), ``linked`` is the share of
    its characters that are links, ``last`` the mark that closes it. ``form_score`` sums the weights of the features of
    its form (length, closing mark), ``form_penalty`` those of them that are below nought; ``features`` names those of
    its content (cue phrases, links, dates), and ``content_score`` sums their weights. ``part`` and
    ``role`` are what a web page's tags call the place where it stands (see ``Place``).
    """

    span: Span
    text: str
    words: list[str]
    size: int
    linked: float
    heading: bool
    cue: CuePhrase | None
    last: str
    form_score: float
    form_penalty: float
    features: frozenset[str]
    content_score: float
    part: Part | None = None
    role: str = ""


_NAME = re.compile(
    r"[^\W\d_a-z][\w’'-]*\.?(?:(?:\s(?:d[aeiu]|de[nr]|van|von|l[ae]|al|el|bin|ter)){0,2}\s[^\W\d_a-z][\w’'-]*\.?){1,3}"
)
_NOTHING: frozenset[str] = frozenset()
_READER = frozenset(["you", "your"])
_ADVICE = 4  # paragraphs that say "you": an article that gives advice, in which speaking to the reader says nothing

# Features of form.
_LONG = Feature("long", 3)
_SENTENCE_LONG = Feature("sentence-long", 1.5)
_SHORT = Feature("short", -1)
_FULL_STOP = Feature("full-stop", 1.5)
_SHORT_FULL_STOP = Feature("short-full-stop", 1)
_COLON = Feature("colon", 0.5)
_NO_FULL_STOP = Feature("no-full-stop", -1.5)
_QUOTATION = Feature("quotation", 0.5)
_SMALL_WORDS = Feature("small-words", 0.5)
_NO_SMALL_WORDS = Feature("no-small-words", -1)
_LIST_MARK = Feature("list-mark", 1)
_REPEATED = Feature("repeated", -1)
# Features of content; that of a cue phrase has a weight of its own, see _cue_weight.
_ALL_LINK = Feature("all-link", -4)
_LINK_REPEATED = Feature("link-repeated", -2)
_HALF_LINK = Feature("half-link", -2)
_TAG = Feature("tag", -3)
_EMBEDDED_POST = Feature("embedded-post", 2)
_COPYRIGHT_MARK = Feature("copyright-mark", -4)
_CREDIT = Feature("credit", -3)
_NO_WORDS = Feature("no-words", -1)
_DATE = Feature("date", -2.5)
_CLOCK = Feature("clock", -2)
_COUNT = Feature("count", -3)
_BYLINE = Feature("byline", -3)
_ADDRESS = Feature("address", -1.5)
_SEPARATORS = Feature("separators", -1.5)
_POINTER = Feature("pointer", -3)
_TO_READER = Feature("to-reader", -4)
_IN_PART = "in-part"  # of a web page that its tags call furniture: the weight is that of the part


def describe_blocks(article: Article) -> list[Block]:
    """The blocks of an article with all that speaks for or against each of them."""
    text = article.text
    spans = find_blocks(text)
    linked = _linked_shares(spans, article.annotations)
    headings = {a.start for a in article.annotations if a.label == "heading"}
    texts = [text[start:end] for start, end in spans]
    times = Counter(texts)
    blocks = [
        _describe(span, words, share, times[words], span.start in headings)
        for span, words, share in zip(spans, texts, linked, strict=True)
    ]
    blocks = [_placed(b, place) for b, place in zip(blocks, find_places(spans, article.annotations), strict=True)]
    advice = [b for b in blocks if b.size >= 12 and not _READER.isdisjoint(b.words) and not b.cue]
    return list(map(_without_address, blocks)) if len(advice) >= _ADVICE else blocks


def _placed(block: Block, place: Place) -> Block:
    """A block with its place on a web page, which weighs where that is furniture."""
    part, role = place
    if part is None:
        return block._replace(role=role) if role else block
    weight = 0.0 if role == "title" else FURNITURE_PARTS[part.label][1]
    return block._replace(
        part=part, role=role, features=block.features | {_IN_PART}, content_score=block.content_score + weight
    )


def _without_address(block: Block) -> Block:
    """A block of an article that gives advice: that it speaks to the reader is no sign of furniture there."""
    if _TO_READER.name not in block.features:
        return block
    return block._replace(
        features=block.features - {_TO_READER.name}, content_score=block.content_score - _TO_READER.weight
    )


def _describe(span: Span, text: str, linked: float, times: int, heading: bool) -> Block:
    words = fold(text)
    # Scripts that do not part words (Chinese, Japanese, Thai) come as a few very long ones.
    size = len(text) // 2 if len(text) > 15 * len(words) and not text.isascii() else len(words)
    cue = find_cue_phrase(words)
    last = final_mark(text)
    form = [weight for _, weight in _form_features(text, words, size, last, times if linked < 0.7 else 1)]
    score, penalty = sum(form), sum([weight for weight in form if weight < 0])
    content = _content_features(text, words, size, last, linked, times, cue)
    if not content:
        return Block(span, text, words, size, linked, heading, cue, last, score, penalty, _NOTHING, 0.0)
    names = frozenset([name for name, _ in content])
    content_score = sum([weight for _, weight in content])
    return Block(span, text, words, size, linked, heading, cue, last, score, penalty, names, content_score)


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


def _form_features(text: str, words: Sequence[str], size: int, last: str, times: int) -> list[Feature]:
    """The features of form: length, closing mark, small words."""
    features = []
    if size >= 30:
        features.append(_LONG)
    elif size >= 12:
        features.append(_SENTENCE_LONG)
    elif size < 6:
        features.append(_SHORT)
    if last in STOPS:
        features.append(_FULL_STOP if size >= 6 else _SHORT_FULL_STOP)
    elif last == ":" and size >= 4:
        features.append(_COLON)
    elif size >= 6:
        features.append(_NO_FULL_STOP)
    if text[0] in OPENERS and size >= 4:
        features.append(_QUOTATION)
    if 8 <= size < 200 and text.isascii() | (size == len(words)):
        small = sum(map(FUNCTION_WORDS.__contains__, words)) / len(words)
        if small >= 0.3:
            features.append(_SMALL_WORDS)
        elif small < 0.1 and text.isascii():
            features.append(_NO_SMALL_WORDS)
    if (text[0] in BULLETS or text[0].isdigit()) and LIST_MARK.match(text):
        features.append(_LIST_MARK)
    if times > 1 and size < 40:
        features.append(_REPEATED)
    return features


def _content_features(
    text: str, words: Sequence[str], size: int, last: str, linked: float, times: int, cue: CuePhrase | None
) -> list[Feature]:
    """The features of content: links, cue phrases, dates, credits."""
    features = []
    if linked >= 0.7:
        features += [_ALL_LINK, _LINK_REPEATED] if times > 1 else [_ALL_LINK]
    elif linked >= 0.4:
        features.append(_HALF_LINK)
    if cue:
        features.append(Feature("cue", _cue_weight(cue, size, quoted=text[0] in OPENERS)))
    if size > 60 or len(text) > LINE_END:
        return features
    if size <= 25 and "(@" in text and TWEET.match(text):
        return [_EMBEDDED_POST]
    if len(words) > 2 and words[0] in TAG_WORDS and (linked >= 0.5 or TAG.match(text)):
        features.append(_TAG)
    if linked >= 0.7 and "by" not in words[:2]:
        return features  # a link is a link, whatever it says
    if size <= 25 and (cue is None or cue.place == WITHIN) and speaks_to_reader(text, words, size):
        features.append(_TO_READER)
    if size <= 15:
        features += _line_features(text, words, size, last)
    if "©" in text or (size <= 25 and COPYRIGHT.match(text)):
        features.append(_COPYRIGHT_MARK)
    aside = text[0] == "(" and text[-1] == ")" and size <= 8 and times > 1
    if aside or ((text[-1] == ")" or not CREDIT_WORDS.isdisjoint(words)) and CREDIT.search(text)):
        features.append(_CREDIT)
    if not words or not any(map(str.isalnum, words[0])):
        features.append(_NO_WORDS)
    return features


def _line_features(text: str, words: Sequence[str], size: int, last: str) -> list[Feature]:
    """The features that only a line can bear: in a paragraph a date or an address says nothing."""
    features = []
    if DIGIT.search(text):
        if DATE.search(text):
            features.append(_DATE)
        elif size <= 8 and last not in STOPS and CLOCK.search(text):
            features.append(_CLOCK)
        if COUNT.fullmatch(text):
            features.append(_COUNT)
    elif size <= 8 and " ago" in text and CLOCK.search(text):
        features.append(_CLOCK)
    if words and (words[0][:2] == "by" or "by" in words[1:2]) and last != "." and BYLINE.match(text):
        features.append(_BYLINE)
    if ("@" in text or "www" in text or "://" in text) and ADDRESS.search(text):
        features.append(_ADDRESS)
    if last not in STOPS and SEPARATOR.search(text):
        features.append(_SEPARATORS)
    if last != "." and ":" in text and POINTER.match(text):
        features.append(_POINTER)
    return features


def _cue_weight(cue: CuePhrase, size: int, *, quoted: bool) -> float:
    """How much a cue phrase weighs: most where it is all the block says, less in a long block and in speech."""
    if cue.place == WHOLE:
        return -5
    if cue.place == START:
        return -2.5 - 1.5 * min(cue.times, 4)
    return -2.5 * min(cue.times, 4) / (2 if size > 60 or quoted else 1)
