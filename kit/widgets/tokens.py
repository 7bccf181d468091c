"""Cut an article into what the browser may speak of: words, or blocks, each by its number.

Offsets stay here. Python counts code points and JavaScript UTF-16 units, so the browser is told how wide each token is
in its own units and answers with token numbers alone.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from kit.annotation import Span
from kit.article import Article
from kit.errors import MismatchError
from kit.segment.blocks import find_blocks
from kit.visible import sign_for_sign

__all__ = ["Tokens", "Unit", "cut"]

Unit = Literal["word", "block"]

_MARKS = "".join(c for c in map(chr, range(0x3100)) if unicodedata.category(c)[0] == "P") + "！（），．：；？［］｛｝"
_PUNCTUATION = f"[{re.escape(_MARKS)}]"
_HAN = "぀-ヿ㐀-䶿一-鿿豈-﫿"  # written without spaces: a token each
_LETTER = rf"[^\s{re.escape(_MARKS)}{_HAN}]"
_VARIANT = "[\u0300-\u036f\u200d\ufe0e\ufe0f\u20e3]*"  # what makes one sign of a mark and its dress, as in ‼️
_TOKEN = re.compile(
    rf"{_LETTER}+(?:(?:[-‐‑'’.@/&_·]|(?<=\d)[,:](?=\d)){_LETTER}+)*"  # a word: don't, U.S, a-b, 1,000, x@y.org
    rf"|[{_HAN}]{_VARIANT}"
    rf"|({_PUNCTUATION})\1*{_VARIANT}"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of an article in order: token ``i`` is ``text[starts[i]:ends[i]]``.

    ``blocks`` are the article's blocks, and ``firsts`` the number of each one's first token.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    blocks: Sequence[Span]
    firsts: Sequence[int]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """What tokens ``first`` to ``last`` cover, both included."""
        return Span(self.starts[first], self.ends[last])

    def asked(self, message: Mapping[str, Any]) -> tuple[int, int]:
        """The ``first`` and the ``last`` token that a page's message names; ``ValueError`` where these are none."""
        first, last = message.get("first"), message.get("last")
        # bool is an int to Python, and no number of a word.
        if type(first) is not int or type(last) is not int or not 0 <= first <= last < len(self):
            most = len(self) - 1
            raise ValueError(f"first {first!r} and last {last!r} must be numbers of words, in order, 0 to {most}")
        return first, last

    def touched(self, start: int, end: int) -> range:
        """The tokens that a span touches; none where it covers white space only.

        Raises ``MismatchError`` where the span does not lie within the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise MismatchError(
                f"span {start}:{end} does not lie within the text, which is 0:{len(self.text)}; "
                "the annotations may belong to another article, or to another edition of this one"
            )
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def block(self, token: int) -> int:
        """The number of the block in which a token stands."""
        return bisect_right(self.firsts, token) - 1

    def block_at(self, place: int) -> int:
        """The number of the block that a code point of the text lies in."""
        return bisect_right(self.blocks, place, key=lambda block: block.start) - 1

    def wire(self) -> list[dict[str, Any]]:
        """The blocks for the browser: the words, and how wide each token and each gap is, in UTF-16 units."""
        edges = [*self.firsts, len(self)]
        return [
            {"text": sign_for_sign(self.text[start:end]), "widths": self._widths(first, after)}
            for (start, end), (first, after) in zip(self.blocks, pairwise(edges), strict=True)
        ]

    def _widths(self, first: int, after: int) -> list[int]:
        cuts = [cut for i in range(first, after) for cut in (self.starts[i], self.ends[i])]
        narrow = max(self.text[cuts[0] : cuts[-1]]) <= "\uffff"
        return [b - a if narrow else sum(1 + (c > "\uffff") for c in self.text[a:b]) for a, b in pairwise(cuts)]


def cut(article: Article, unit: Unit) -> Tokens:
    """Cut an article into words and punctuation marks, or into blocks.

    Every character but white space belongs to one token. Quotation marks and other punctuation are tokens of their
    own, so that a quote can be marked with its marks or without; apostrophes, hyphens and points within a word are not.

    >>> tokens = cut(Article.from_text("A “shock and awe” war isn't over."), "word")
    >>> [tokens.text[a:b] for a, b in zip(tokens.starts, tokens.ends)]
    ['A', '“', 'shock', 'and', 'awe', '”', 'war', "isn't", 'over', '.']
    """
    text = article.text
    blocks = find_blocks(text)
    if unit == "block":
        starts, ends = [b.start for b in blocks], [b.end for b in blocks]
        return Tokens(text, starts, ends, blocks, range(len(blocks)))
    starts, ends, firsts = [], [], []
    for block in blocks:
        firsts.append(len(starts))
        for found in _TOKEN.finditer(text, *block):
            starts.append(found.start())
            ends.append(found.end())
    return Tokens(text, starts, ends, blocks, firsts)


def sentence_firsts(article: Article, tokens: Tokens) -> list[int]:
    """The number of each sentence's first token."""
    from kit.segment import find_sentences  # here, for it loads the sentence model

    starts = {bisect_left(tokens.starts, sentence.start) for sentence in find_sentences(article)}
    return sorted((starts | set(tokens.firsts)) - {len(tokens)})
