"""Do a mark and an entry cover the same words, nearly?

The rule is one for all layers, for a learner is told to mark as few words as it takes, and no two people stop at the
same word. A mark may

- overlap the entry by half of what the two cover together;
- lie within an entry of up to ``PHRASE`` words and hold one that carries meaning: "limited" of "limited intervention".
  A longer entry is a sentence or a turn, for which one word does not stand; there half is asked for;
- hold the entry and little more: up to four words of the same sentence, two of which carry meaning. That is an article
  and a verb beside it. With more, nobody could tell which of the words were meant;
- take in or leave out an attribution ("…," said Jonas Pell, the engineer) and the quotation marks. Where speech and
  claims end there is a matter of taste. (Loaded words have no attribution: there it is words like others.)

Words that carry meaning are those that are not in ``STOP_WORDS``. So a mark on a whole sentence, paragraph or page does
not agree with a phrase in it.

Overlap of at least one half: M. Everingham et al., "The Pascal Visual Object Classes (VOC) Challenge", International
Journal of Computer Vision 88 (2010), section 4.2, with one dimension for two. The other bounds are the kit's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kit.annotate.quotes.cues import load_cues
from kit.annotation import Span
from kit.lexicons.stop_words import STOP_WORDS
from kit.words import WORD

__all__ = ["ENOUGH", "beside", "overlap", "same_words"]

ENOUGH = 0.5
PHRASE = 8
LITTLE, LITTLE_MEANING = 4, 2
_ATTRIBUTED = ("quote", "claim")  # the layers in which somebody is said to say something
_ATTRIBUTION = 25  # words: one who is described and not named takes up to as many
_TOLD = 6  # words from a verb of saying to the "that" behind whoever was told: told the Tarn Valley Courier that
_LONG = 400  # characters
_SENTENCE_ENDS = re.compile(r"""[.!?…][”"’')]*\s+[“"‘'(]*(?=[A-Z0-9])|\n""")
_AROUND = " .,:;”\"’'“‘—–-"
_SET_OFF = re.compile(r"""^[.!?]?[,”"’'—–]|[,:“"‘'—–]\s*$""")


def overlap(a: Span, b: Span) -> float:
    """The shared part of what two spans cover together, 0 to 1.

    >>> overlap(Span(0, 8), Span(4, 12))
    0.333...
    """
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def same_words(text: str, mark: Span, entry: Span, layer: str) -> bool:
    """Whether a mark and an entry that touch cover the same words, nearly, as said above.

    >>> text = "It is a limited intervention at the request of the president."
    >>> [same_words(text, mark, Span(8, 28), "loaded") for mark in (Span(8, 15), Span(6, 31), Span(0, 61))]
    [True, True, False]
    """
    if overlap(mark, entry) >= ENOUGH:
        return True
    if layer in _ATTRIBUTED:
        mark = _without_attribution(text, mark, entry)
        entry = _without_attribution(text, entry, mark)
    mark, entry = _from_word_to_word(text, mark), _from_word_to_word(text, entry)
    if overlap(mark, entry) >= ENOUGH:
        return True
    beyond = _sides(mark, entry)
    if any(_is_long(side) or _SENTENCE_ENDS.search(text, *side) for side in beyond):
        return False
    more = [word for side in beyond for word in _words(text, side)]
    if len(more) > LITTLE:
        return False
    meaning = len([word for word in more if word not in STOP_WORDS])
    if not any(_means(text, side) for side in _sides(entry, mark)):
        return meaning <= LITTLE_MEANING
    held = Span(max(mark.start, entry.start), min(mark.end, entry.end))
    return not meaning and not _is_long(entry) and len(_words(text, entry)) <= PHRASE and _means(text, held)


def beside(text: str, one: Span, other: Span, layer: str) -> bool:
    """Whether nothing stands between two spans, the second behind the first, but small words or an attribution.

    >>> text = "“We won,” she said. “It was luck.”"
    >>> beside(text, Span(1, 7), Span(21, 33), "quote")
    True
    """
    between = Span(one[1], other[0])
    return other[0] >= one[1] and (
        not _means(text, between) or (layer in _ATTRIBUTED and _is_attribution(text, between))
    )


def _sides(outer: Span, inner: Span) -> Sequence[Span]:
    """What one span has before and behind another that it touches."""
    return [
        Span(start, end)
        for start, end in ((outer.start, min(outer.end, inner.start)), (max(outer.start, inner.end), outer.end))
        if start < end
    ]


def _without_attribution(text: str, outer: Span, inner: Span) -> Span:
    """A span without the attribution before another one, or behind it."""
    start, end = outer
    if start < inner[0] and _is_attribution(text, Span(start, inner[0])):
        start = inner[0]
    if inner[1] < end and _is_attribution(text, Span(inner[1], end)):
        end = inner[1]
    return Span(start, end)


def _is_attribution(text: str, span: Span) -> bool:
    """Whether a stretch of one sentence has a verb of saying, and a mark sets it off or it leads up to a clause."""
    if _is_long(span):
        return False
    words, said = _words(text, span), text[span[0] : span[1]]
    leads_up = not _cues().isdisjoint(words[-2:] if words[-1:] != ["that"] else words[-_TOLD:])
    if len(words) > _ATTRIBUTION or _cues().isdisjoint(words) or not (leads_up or _SET_OFF.search(said)):
        return False
    return not _SENTENCE_ENDS.search(said.strip(_AROUND))


@cache
def _cues() -> frozenset[str]:
    """The verbs of saying, in every form, that say little else; and "according"."""
    cues = load_cues()
    return frozenset({form for form, base in cues.speech.items() if base not in cues.weak} | {"according"})


def _from_word_to_word(text: str, span: Span) -> Span:
    """A span without the marks at its ends, ``_LONG`` of them at most; one of marks alone stays."""
    start, end = span
    while start < min(end, span[0] + _LONG) and not text[start : start + 1].isalnum():
        start += 1
    while max(start, span[1] - _LONG) < end and not text[end - 1 : end].isalnum():
        end -= 1
    return Span(start, end) if start < end else Span(*span)


def _is_long(span: Span) -> bool:
    """Whether a stretch has, at sight, more words than any bound here: no page is counted for each of its phrases."""
    return span[1] - span[0] > _LONG


def _words(text: str, span: Span) -> list[str]:
    return [word.lower().replace("’", "'") for word in WORD.findall(text, *span)]


def _means(text: str, span: Span) -> bool:
    """Whether a word of a stretch carries meaning."""
    return _is_long(span) or any(word not in STOP_WORDS for word in _words(text, span))
