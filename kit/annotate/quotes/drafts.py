"""Drafts of quotations: what the finders hand on before it is an annotation, and the words for each rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.annotate.quotes.marks import Mark
from kit.annotation import Span

__all__ = ["ANNOTATOR", "RULES", "Draft", "label_of"]

ANNOTATOR = "kit.find_quotes"
_MEANS = "The cue may report an act, not words."
RULES: dict[str, tuple[str, str]] = {  # rule: (why, doubt)
    "quotation, X said": ("Words in marks, and the speaker and a cue follow.", "The cue may belong to other words."),
    "quotation, said X": ("Words in marks, and a cue and the speaker follow.", "The cue may belong to other words."),
    "X said, quotation": ("A speaker and a cue stand before words in marks.", "The cue may belong to other words."),
    "content, X said": (
        "A statement without marks, then the speaker and a cue: reported in the writer's words.",
        "The statement may begin later in the sentence.",
    ),
    "content, said X": (
        "A statement without marks, then a cue and the speaker: reported in the writer's words.",
        "The statement may begin later in the sentence.",
    ),
    "content, X said, content": (
        "The attribution stands inside what is said, between commas.",
        "One of the two parts may be the writer's own.",
    ),
    "X said that": (
        "A speaker, a cue, and the clause that says what was said.",
        "The writer may have gone on alone before the sentence ends.",
    ),
    "clause": ("In the sentence's grammar, the clause is what the cue says.", "A parser errs in long sentences."),
    "object": ("What the cue names is what was said, in few words.", _MEANS),
    "noun": ("A noun for something said, and the clause that spells it out.", "The claim may be the writer's own."),
    "participle": ("A participle goes on with what the same speaker says.", "The participle may describe an act."),
    "passive": ("A passive cue: what was said comes first.", "Who said it may stand elsewhere, or nowhere."),
    "thought": (
        "Reported as a thought; a writer can know of it only from what someone said.",
        "It may be the writer's guess at what others think.",
    ),
    "according-to": ("“According to” names where the statement comes from.", "It may cover part of the sentence only."),
    "words-in-marks": (
        "Some of a speaker's own words, set in marks inside the writer's sentence after a cue.",
        "The marks may keep a distance and quote no one.",
    ),
    "goes-on": (
        "Words in marks right after an attributed quotation: the same speaker goes on.",
        "A new speaker may begin without being named.",
    ),
    "reopened": (
        "The paragraph before leaves its marks open, so its speaker goes on.",
        "A closing mark may have been forgotten.",
    ),
    "introduced": (
        "The sentence before names the speaker and leads up to these words.",
        "It may lead up to something else.",
    ),
    "alone": (
        "A full sentence in marks, without an attribution of its own; the last who spoke may go on.",
        "The speaker is a guess from the order of paragraphs.",
    ),
    "unnamed": (
        "Whole words of a speaker in marks, and nothing near says whose.",
        "They may be a slogan, a sign, or an imagined remark.",
    ),
    "label": (
        "The turn opens with a label that says who speaks.",
        "The record may have been cut or mended by the writer.",
    ),
    "turn-goes-on": (
        "No label of its own: it goes on with the turn above, up to the next label or the closing mark.",
        "The author may have gone on already; nothing in the paragraph itself shows who speaks.",
    ),
    "headline": (
        "A headline names who says it, parted by a colon or a dash.",
        "What stands before the colon may be the subject.",
    ),
    "dash": ("A name after a dash, right under words in marks, signs them.", "The name may credit a picture."),
    "signed": ("A name under the words, inside the same marks, signs them.", "The name may be what they speak of."),
    "block-quote": ("The page sets these words apart as a quotation.", "Pages indent other things too."),
}


@dataclass(slots=True)
class Draft:
    """A stretch of one paragraph that someone is said to say."""

    start: int
    end: int
    rule: str
    speaker: Span | None = None
    cue: Span | None = None
    group: int = 0
    turn: int = 0
    how: str = ""


def label_of(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """Direct, indirect or mixed: how much of a stretch stands between marks.

    >>> label_of("the “old” dam", 0, 13, [Mark(4, 9, Span(5, 8), "double", "closed", 0)])
    'mixed'
    """
    if not marks:  # of a headline they are not scanned
        return "direct" if text[start] in '“„«"' else "indirect"
    whole = _letters(text[start:end])
    inside = sum(_letters(text[max(start, m.inner.start) : min(end, m.inner.end)]) for m in marks)
    share = inside / whole if whole else 1.0
    return "direct" if share >= 0.95 else "indirect" if share <= 0.02 else "mixed"


def _letters(words: str) -> int:
    """How many letters and digits there are."""
    return sum(map(str.isalnum, words))
