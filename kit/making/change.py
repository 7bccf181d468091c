"""What a teacher changes in a draft: each makes another draft of it, and says at once what cannot be.

Words that are typed are kept well-formed: half a character, which no file holds, becomes U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kit.activity.background import Note
from kit.activity.fields import one_of
from kit.activity.proposals import Proposal
from kit.activity.texts import LAYERS
from kit.annotation import Span
from kit.article import Card
from kit.making.draft import Draft
from kit.making.parts import PARTS
from kit.visible import sendable, well_formed

__all__ = [
    "with_background",
    "with_card",
    "with_glossary",
    "with_parts",
    "with_passage",
    "with_proposals",
    "with_title",
]

_FIXED = ("retrieved", "sha256")  # what nobody but a program knows


def with_title(draft: Draft, title: str) -> Draft:
    """The draft with another title for its lesson; raises ``ValueError`` for none."""
    words = " ".join(well_formed(title).split())
    if not words:
        raise ValueError("a lesson needs a title; its article's will do")
    return replace(draft, title=words)


def with_card(draft: Draft, **facts: str | None) -> Draft:
    """The draft with facts of its article's card corrected; an empty one is not known, whatever the page says.

    Raises ``ValueError`` for what is no fact of a card, and for the day of fetching and the sum of the bytes, which
    stay.

    >>> from kit.making.propose import draft
    >>> with_card(draft("It rained.", parser=False), author="Ana Ruiz").article.card.author
    'Ana Ruiz'
    """
    known = [name for name in Card().as_dict() if name not in _FIXED]
    for name in facts:
        if name not in known:
            raise ValueError(f"{name!r} cannot be said in a card; a person can say: {', '.join(known)}")
    said = {name: well_formed(words or "").strip() or None for name, words in facts.items()}
    return replace(draft, article=replace(draft.article, card=replace(draft.article.card, **said)))


def with_passage(draft: Draft, passage: tuple[int, int] | None) -> Draft:
    """The draft with another passage to mark, None for the whole article.

    White space at its ends is left out. Raises ``ValueError`` where it has no words, ``IndexError`` where it does not
    lie within the text.
    """
    if passage is None:
        return replace(draft, passage=None)
    words, start = draft.article.covered(passage), passage[0]
    if not words.strip():
        raise ValueError("a passage needs words; choose whole paragraphs")
    start += len(words) - len(words.lstrip())
    return replace(draft, passage=Span(start, start + len(words.strip())))


def with_proposals(draft: Draft, proposals: Iterable[Proposal], *, layers: Iterable[str] = LAYERS) -> Draft:
    """The draft with these proposals in place of its own; of ``layers`` that are named alone, the others' stay.

    Raises ``ValueError`` for one of another layer, and ``IndexError`` for one that does not lie within the text.
    """
    wanted, given = tuple(layers), tuple(proposals)
    for proposal in given:
        entry = proposal.entry
        if entry.layer not in wanted or entry.layer not in LAYERS:
            raise ValueError(f"a proposal of the layer {entry.layer!r}, where these are given: {', '.join(wanted)}")
        for span in (entry.span, *entry.evidence.values()):
            draft.article.covered(span)  # raises where it is outside
    others = [each for each in draft.proposals if each.entry.layer not in wanted]
    every = [_sent(each) for each in given] + others
    return replace(draft, proposals=tuple(sorted(every, key=lambda each: LAYERS.index(each.entry.layer))))


def _sent(proposal: Proposal) -> Proposal:
    """A proposal whose words, which a person may have typed, have no half characters."""
    entry = proposal.entry
    said = sendable(dict(entry.attributes))
    same = said == entry.attributes and well_formed(entry.label) == entry.label
    return (
        proposal if same else replace(proposal, entry=replace(entry, attributes=said, label=well_formed(entry.label)))
    )


def with_background(draft: Draft, notes: Iterable[Note]) -> Draft:
    """The draft with these notes on what to know before reading; those without a word are left out."""
    said = (Note(*(well_formed(words).strip() for words in (n.question, n.words, n.source))) for n in notes)
    return replace(draft, notes=tuple(note for note in said if note != Note("", "", "")))


def with_glossary(draft: Draft, glossary: Mapping[str, str]) -> Draft:
    """The draft with these words and their meanings; an empty meaning is one that is still to be written.

    Raises ``ValueError`` for a word that does not stand in the article, where no learner would meet it.
    """
    said = {" ".join(well_formed(term).split()): well_formed(words).strip() for term, words in glossary.items()}
    said.pop("", None)
    text = " ".join(draft.article.text.split()).lower()
    for term in said:
        if term.lower() not in text:
            raise ValueError(f"{term!r} does not stand in the article; give a word of the glossary as the text has it")
    return replace(draft, glossary=said)


def with_parts(draft: Draft, parts: Iterable[str]) -> Draft:
    """The draft with these parts of ``PARTS``, each once, in their order; ``ValueError`` for none, or one not there."""
    wanted = {one_of("part", part, PARTS) for part in parts}
    chosen = tuple(part for part in PARTS if part in wanted)
    if not chosen:
        raise ValueError("a lesson needs a part; choose one or more")
    return replace(draft, parts=chosen)
