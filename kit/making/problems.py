"""What still keeps a draft from being a good lesson, and what to do about each."""

from __future__ import annotations

from collections.abc import Iterator

from kit.annotation import Annotation, Span
from kit.making.draft import Draft
from kit.making.parts import PARTS, lacking
from kit.making.parts.part import material
from kit.making.passages import LEAST, MOST, Candidate, candidate
from kit.making.propose import reading_of
from kit.visible import printable

__all__ = ["problems", "problems_beside", "problems_by_step"]

CALLED = {"zone": "zones", "quote": "speech", "claim": "claims", "loaded": "loaded words"}
_SHOWN = 3  # places that one sentence names


def problems(draft: Draft) -> list[str]:
    """Sentences on what is missing or doubtful, the weightiest first; none where nothing is.

    None of them keeps the lesson from being written.

    >>> from kit.making.propose import draft as begin
    >>> problems(begin("It rained.", parser=False))[-2][:36]
    'The card has no notice: say in it wh'
    """
    return [said for _, said in problems_by_step(draft)]


def problems_by_step(draft: Draft) -> list[tuple[str, str]]:
    """The same sentences, each with what it is about: "parts", "key", "passage", "before" reading, or the "card"."""
    every = {
        "parts": _of_parts(draft),
        "key": _of_key(draft),
        "passage": _of_passage(draft),
        "before": _of_glossary(draft),
        "card": _of_card(draft),
    }
    return [(step, said) for step, sentences in every.items() for said in sentences]


def problems_beside(draft: Draft) -> list[str]:
    """Those of what stands beside the text: glossary, background and card."""
    return [*_of_glossary(draft), *_of_card(draft)]


def _of_parts(draft: Draft) -> Iterator[str]:
    missing = lacking(draft)
    for part in draft.parts:
        if part in missing:
            yield f"The part “{PARTS[part].title}” cannot be made: {missing[part]}. Leave it out, or choose a passage."


def _of_key(draft: Draft) -> Iterator[str]:
    used = dict.fromkeys(layer for part in draft.parts for layer in PARTS[part].layers)
    keyed = material(draft)
    for layer in used:
        here = [each for each in draft.proposals if each.entry.layer == layer and _asked(draft, each.entry)]
        undecided = sum(each.state == "open" for each in here)
        if keyed.has_key(layer) and layer != "zone" and not any(each.state == "kept" for each in here):
            yield (
                f"All in {CALLED[layer]} is rejected: the key is empty, and will say that careful readers marked "
                "nothing here. Add what the program missed, or leave it so."
            )
        elif not any(each.state == "kept" for each in here):
            yield (
                f"Nothing is kept in {CALLED[layer]}: the comparison will be with the program, and called so. "
                "Keep what is right, or leave the part out."
            )
        elif not keyed.has_key(layer):
            missing = sum(each.state != "kept" for each in here)
            yield (
                f"The key of {CALLED[layer]} is not whole: {_several(missing, 'block')} {_have(missing)} no label that "
                "you kept. Until each has one, the comparison will be with the program, and called so."
            )
        elif undecided:
            yield (
                f"{_several(undecided, 'proposal')} in {CALLED[layer]} {_are(undecided)} not decided, and so not in "
                "the key: who marks what they name will be told that the key does not. Keep or reject each."
            )
    kept = [entry for entry in draft.key if entry.layer in used]
    bare = [entry for entry in kept if not entry.attributes.get("why", "").strip()]
    if bare:
        yield (
            f"{_several(len(bare), 'kept entry', 'kept entries')} {_have(len(bare))} no reason: {_named(draft, bare)}. "
            "Say why in a sentence, for a learner who marked something else."
        )
    outside = [entry for entry in kept if not _asked(draft, entry)]
    if outside:
        yield (
            f"{_several(len(outside), 'kept entry', 'kept entries')} {_are(len(outside))} outside the passage, and "
            f"will not be asked for: {_named(draft, outside)}. Choose another passage, or leave it so."
        )


def _of_passage(draft: Draft) -> Iterator[str]:
    whole = Span(0, len(draft.article.text))
    passage = candidate(reading_of(draft), draft.passage or whole, draft.level)
    if draft.passage is None and passage.words > MOST:
        yield (
            f"The whole article is to be marked, {passage.words:,} words of it. Choose a passage of {LEAST} to {MOST}."
        )
    elif draft.passage is not None and not LEAST <= passage.words <= MOST:
        yield f"The passage has {_several(passage.words, 'word')}; {LEAST} to {MOST} can be marked in ten minutes."
    yield from _too_hard(passage)


def _too_hard(passage: Candidate) -> Iterator[str]:
    grade = passage.grade
    if grade.value is not None and grade.value > passage.level:
        between = "" if grade.low is None else f" (between {grade.low:.1f} and {grade.high:.1f}, on so few sentences)"
        yield (
            f"The passage is at grade {grade.value:.1f}{between}, and grade {passage.level:g} was asked for. Choose an "
            "easier one, or help with a glossary and by reading it aloud."
        )


def _of_glossary(draft: Draft) -> Iterator[str]:
    empty = [term for term, meaning in draft.glossary.items() if not meaning.strip()]
    if empty:
        yield (
            f"{_several(len(empty), 'word')} of the glossary {_have(len(empty))} no meaning yet, and will be left out: "
            f"{', '.join(map(printable, empty))}. Write a few plain words for those that the class will not know."
        )
    for note in draft.notes:
        called = printable(note.question or note.words or note.source)[:60]
        if not (note.question and note.words):
            yield f"The background note “{called}” will be left out: it needs a question and an answer."
        elif not note.source:
            yield f"The background note “{called}” does not say where to look it up. Add a source."


def _of_card(draft: Draft) -> Iterator[str]:
    card = draft.article.card
    if not card.notice:
        yield "The card has no notice: say in it whose article this is, and on what terms it may be used."
    if not card.url and not card.outlet:
        yield "The card names no outlet and no link: say where the article is from, so that learners can look it up."


def _asked(draft: Draft, entry: Annotation) -> bool:
    """Whether a learner meets what the entry is about: zones on all of the page, the rest in the passage."""
    start, end = draft.passage or Span(0, len(draft.article.text))
    return entry.layer == "zone" or (start <= entry.start and entry.end <= end)


def _named(draft: Draft, entries: list[Annotation]) -> str:
    shown = [printable(" ".join(draft.article.covered(entry).split())[:40]) for entry in entries[:_SHOWN]]
    return ", ".join(f"“{words}”" for words in shown) + (" …" if len(entries) > _SHOWN else "")


def _several(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
