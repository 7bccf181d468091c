"""Quotations: who says what, and what stands in marks and is not speech."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from kit.annotate.quotes.drafts import RULES, Draft, label_of
from kit.annotate.quotes.kinds import kind_of
from kit.annotate.quotes.labels import Labelled, find_labels
from kit.annotate.quotes.marks import Mark, scan_marks
from kit.annotate.quotes.paragraphs import read_blocks
from kit.annotate.quotes.speakers import RECALLED, Names, find_names, is_pronoun, resolve, with_name
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.segment.blocks import find_blocks, stripped

__all__ = ["AUTHOR", "find_quotes"]

_INNER_MARK = re.compile(r"(?<!\w)['‘“\"](?=\w)")
_ANNOTATOR = "kit.find_quotes"
AUTHOR = frozenset(["I", "we", "We"])


def find_quotes(article: Article, *, parser: bool | None = None) -> list[Annotation]:
    """The quotations of an article in order, and what stands in quotation marks and is no quotation.

    Labels: ``direct``, ``indirect`` and ``mixed`` are attributed speech; ``scare``, ``title``, ``term`` and
    ``unclosed`` are not. Evidence: ``speaker`` and ``cue``. Attributes: ``rule``, ``why``, ``doubt``; ``speaker``,
    the name where it is clear, with ``speaker_how``; ``voice``, "author" for what the writer says as "I"; ``turn`` and
    ``part_of``, a number shared by the parts of one speech. Each annotation lies within one paragraph; speech within
    speech has one of its own inside the other. Never raises on any text.

    ``parser``: ``True`` asks for spaCy with an English model and raises ``ImportError`` where there is none,
    ``False`` does without, ``None`` takes it where it is installed.

    >>> article = Article.from_text("“It works,” Ana Ruiz said. She added that the “smart” pump was cheap.")
    >>> [(quote.label, quote.attributes["speaker"]) for quote in find_quotes(article)]
    [('direct', 'Ana Ruiz'), ('mixed', 'Ana Ruiz')]
    """
    text = article.text
    blocks = find_blocks(text)
    labelled = find_labels(article, blocks)
    marks = [m for m in scan_marks(text, _masked(blocks, labelled.taken)) if m.inner.end > m.inner.start]
    drafts = [*labelled.drafts, *read_blocks(text, blocks, marks, labelled, _parser(parser)), *_nested(text, marks)]
    drafts.sort(key=lambda draft: (draft.start, -draft.end))
    marks = sorted([*marks, *labelled.marks])
    out = _speech(text, blocks, marks, drafts, find_names(text)) if drafts else []
    out += _not_speech(text, blocks, marks, drafts)
    return sorted(out, key=lambda a: (a.start, a.end))


def _nested(text: str, marks: Sequence[Mark]) -> list[Draft]:
    """Speech within speech: words in marks of their own inside a quotation, with the cue that a speaker gives them.

    Patterns do: such sentences are short, and a parser takes in what follows the marks.
    """
    inner = [m.inner for m in marks if m.style == "double" and _INNER_MARK.search(text, *m.inner)]
    if not inner:
        return []
    found = scan_marks(text, inner)
    drafts = read_blocks(text, inner, found, Labelled([], [], frozenset(), {}), parser=False)
    starts = [m.start for m in found]

    def marked(draft: Draft) -> bool:
        at = bisect_right(starts, draft.start) - 1
        return at >= 0 and draft.end <= found[at].end

    return [draft for draft in drafts if draft.cue and marked(draft)]


def _parser(wanted: bool | None) -> bool:
    if wanted is False:
        return False
    from kit.annotate.quotes.parse.find import parser_ready

    return parser_ready(required=bool(wanted))


def _masked(blocks: Sequence[Span], taken: frozenset[int]) -> list[Span]:
    """The blocks, those of a transcript emptied: their marks open and close as turns do."""
    return [Span(b.start, b.start) if i in taken else b for i, b in enumerate(blocks)]


def _speech(
    text: str, blocks: Sequence[Span], marks: Sequence[Mark], drafts: Sequence[Draft], names: Names
) -> list[Annotation]:
    out: list[Annotation] = []
    heard = _Heard()
    starts, reach = [m.start for m in marks], [m.end for m in marks]
    for draft in drafts:
        why, doubt = RULES[draft.rule]
        attributes = {"rule": draft.rule, "why": why, "doubt": doubt}
        evidence: dict[str, Span] = {}
        if draft.speaker:
            speaker = draft.speaker if draft.rule == "according-to" else with_name(text, draft.speaker, names)
            evidence["speaker"] = speaker
            name, how = _who(text, blocks, draft, speaker, names, heard)
            if name:
                attributes["speaker"] = name
            at = bisect_right(starts, speaker.start) - 1
            if text[slice(*speaker)] in AUTHOR and (at < 0 or reach[at] <= speaker.start):
                attributes["voice"] = "author"
            if how or draft.how:
                attributes["speaker_how"] = " ".join(filter(None, (how, draft.how)))
        if draft.cue:
            evidence["cue"] = draft.cue
        if draft.group:
            attributes["part_of"] = str(draft.group)
        if draft.turn:
            attributes["turn"] = str(draft.turn)
        first = bisect_left(reach, draft.start)
        label = label_of(text, draft.start, draft.end, marks[first : bisect_left(starts, draft.end)])
        if draft.rule in ("label", "turn-goes-on", "block-quote"):
            label = "direct"
        out.append(Annotation(draft.start, draft.end, "quote", label, _ANNOTATOR, evidence, attributes))
    return out


@dataclass(slots=True)
class _Heard:
    """Who spoke so far."""

    spoken: list[str] = field(default_factory=list)  # those with a name, in order
    known: dict[Span, tuple[str, str]] = field(default_factory=dict)  # speaker → name, and how it is known
    turns_end: int = 0  # of the last turn of a transcript
    turns_name: str = ""
    last: str = ""  # by name or not
    block: int = -1  # of the last


def _who(
    text: str, blocks: Sequence[Span], draft: Draft, speaker: Span, names: Names, heard: _Heard
) -> tuple[str, str]:
    """The name of a speaker, and how it is known."""
    if speaker not in heard.known:
        own = draft.start < heard.turns_end  # whoever has the turn is neither "he" nor "she" in it
        spoken = heard.spoken[-RECALLED:]
        if own:
            spoken = [name for name in spoken if name != heard.turns_name]
        block = bisect_right(blocks, (speaker.start + 1,))
        last = heard.last if block == heard.block and not own else ""
        who = resolve(text, speaker, Span(draft.start, draft.end), names, blocks, spoken, last)
        heard.last, heard.block = (who.name if who else "") or _named_so(text, speaker), block
        heard.known[speaker] = (who.name, who.how) if who else ("", "")
    name, how = heard.known[speaker]
    if name:
        heard.spoken.append(name)
    if draft.turn:
        heard.turns_end, heard.turns_name = draft.end, name
    return name, how


def _named_so(text: str, speaker: Span) -> str:
    """A speaker in the words of the text, but for a pronoun, which says nothing."""
    words = " ".join(text[speaker.start : speaker.end].split())
    return "" if is_pronoun(words) else words


def _not_speech(text: str, blocks: Sequence[Span], marks: Sequence[Mark], drafts: Sequence[Draft]) -> list[Annotation]:
    """What stands in marks outside attributed speech."""
    out = []
    starts = [draft.start for draft in drafts]
    reach: list[int] = []
    for draft in drafts:
        reach.append(max(draft.end, reach[-1] if reach else 0))
    for mark in marks:
        at = bisect_left(starts, mark.inner.end)
        if at and reach[at - 1] > mark.inner.start:
            continue
        block = blocks[mark.block]
        kind = kind_of(text, block, mark)
        words = stripped(text, *mark.inner)
        if kind and words.end > words.start:
            attributes = {"rule": kind.rule, "why": kind.why, "doubt": kind.doubt}
            out.append(Annotation(*words, "quote", kind.label, _ANNOTATOR, {}, attributes))
    return out
