"""Quotations: who says what, and what stands in marks and is not speech."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kit.annotate.quotes.drafts import Draft
from kit.annotate.quotes.kinds import annotate_others
from kit.annotate.quotes.marks import Mark, scan_marks
from kit.annotate.quotes.paragraphs import read_blocks
from kit.annotate.quotes.speaker_labels import Labelled, find_labels
from kit.annotate.quotes.speech import AUTHOR, annotate_speech
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.segment.blocks import find_blocks

__all__ = ["AUTHOR", "find_quotes"]


def find_quotes(article: Article, *, parser: bool | None = None) -> list[Annotation]:
    """The quotations of an article in order, and what stands in quotation marks and is no quotation.

    Labels: ``direct``, ``indirect`` and ``mixed`` are attributed speech; ``scare``, ``title``, ``term`` and
    ``unclosed`` are not. Evidence: ``speaker`` and ``cue``. Attributes: ``rule``, ``why``, ``doubt``; ``speaker``,
    the name where it is clear, with ``speaker_how``; ``voice``, "author" for what the writer says as "I"; ``said``,
    "no" for what somebody did not say, with ``said_how``; ``turn`` and ``part_of``, a number shared by the parts of one
    speech. Each annotation lies within one paragraph; speech within speech has one of its own inside the other. Never
    raises on any text.

    ``parser``: ``True`` asks for spaCy with an English model and raises ``ImportError`` where there is none,
    ``False`` does without, ``None`` takes it where it is installed.

    >>> article = Article.from_text("“It works,” Ana Ruiz said. She added that the “smart” pump was cheap.")
    >>> [(quote.label, quote.attributes["speaker"]) for quote in find_quotes(article)]
    [('direct', 'Ana Ruiz'), ('mixed', 'Ana Ruiz')]
    """
    text = article.text
    blocks = find_blocks(text)
    labelled = find_labels(article, blocks)
    # The marks of a transcript open and close as its turns do.
    unlabelled = [Span(b.start, b.start) if at in labelled.taken else b for at, b in enumerate(blocks)]
    marks = [m for m in scan_marks(text, unlabelled) if m.inner.end > m.inner.start]
    drafts = [*labelled.drafts, *read_blocks(text, blocks, marks, labelled, _parser(parser)), *_nested(text, marks)]
    drafts.sort(key=lambda draft: (draft.start, -draft.end))
    marks = sorted([*marks, *labelled.marks])
    found = [*annotate_speech(text, blocks, marks, drafts), *annotate_others(text, blocks, marks, drafts)]
    return sorted(found, key=lambda a: (a.start, a.end))


def _nested(text: str, marks: Sequence[Mark]) -> list[Draft]:
    """Speech within speech: words in marks of their own inside a quotation, with the cue that a speaker gives them.

    Patterns do: such sentences are short, and a parser takes in what follows the marks.
    """
    inner = [m.inner for m in marks if m.style == "double"]
    found = scan_marks(text, inner)
    if not found:
        return []
    starts, bare = [m.start for m in found], set(range(len(inner))) - {m.block for m in found}
    drafts = read_blocks(text, inner, found, Labelled([], [], frozenset(bare), {}), parser=False)
    return [d for d in drafts if d.cue and (at := bisect_right(starts, d.start)) and d.end <= found[at - 1].end]


def _parser(wanted: bool | None) -> bool:
    if wanted is False:
        return False
    from kit.annotate.quotes.parse.find import parser_ready

    return parser_ready(required=bool(wanted))
