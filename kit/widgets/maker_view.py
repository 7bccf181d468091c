"""What a page shows of a draft of a lesson: the heads of its steps, and what stands in the one that is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kit.activity.proposals import Proposal
from kit.activity.texts import LAYERS
from kit.annotation import Annotation, Span
from kit.making.draft import Draft
from kit.making.parts import PARTS, lacking, part_minutes
from kit.making.parts.part import material
from kit.making.passages import Candidate, candidate, passages
from kit.making.problems import problems_by_step
from kit.making.propose import reading_of
from kit.making.rare_words import rare_words
from kit.making.sharing import OWN, sharing
from kit.segment.blocks import find_blocks
from kit.spans import touching
from kit.visible import printable
from kit.widgets.reviewer import LAYER_TITLES
from kit.widgets.strings import say
from kit.words import WORD

__all__ = ["FACTS", "HOUR", "STEPS", "asked", "body", "heads", "layers_of"]

HOUR = 50  # minutes of a lesson
FACTS = ("title", "author", "outlet", "date", "url", "notice")  # of a card that are asked for
STEPS: Mapping[str, str] = {
    "article": say("maker.step-article"),
    "card": say("maker.step-card"),
    "passage": say("maker.step-passage"),
    "parts": say("maker.step-parts"),
    "key": say("maker.step-key"),
    "before": say("maker.step-before"),
    "make": say("maker.step-make"),
}


def layers_of(draft: Draft) -> list[str]:
    """The layers that the parts of a draft go by, in order."""
    used = {layer for part in draft.parts for layer in PARTS[part].layers}
    return [layer for layer in LAYERS if layer in used]


def asked(draft: Draft, proposal: Proposal) -> bool:
    """Whether a learner meets what a proposal is about: zones on all of the page, the rest in the passage."""
    start, end = draft.passage or Span(0, len(draft.article.text))
    entry = proposal.entry
    return entry.layer in layers_of(draft) and (entry.layer == "zone" or (start <= entry.start and entry.end <= end))


def heads(draft: Draft, *, made: bool, stale: bool) -> list[dict[str, Any]]:
    """For each step its name, what it has, in a few words, and whether nothing is left to do in it."""
    card, words = draft.article.card, len(WORD.findall(draft.article.text))
    spent = _minutes(draft)
    here = [each for each in draft.proposals if asked(draft, each)]
    left = sum(each.state == "open" for each in here)
    kept = sum(each.state == "kept" for each in here)
    meant = sum(bool(meaning.strip()) for meaning in draft.glossary.values())
    whose = [_short(fact) for fact in (card.author, card.outlet) if fact]
    passage = draft.passage and len(WORD.findall(draft.article.covered(draft.passage)))
    said = {
        "article": (say("maker.head-article", title=_short(draft.title), n=words), True),
        "card": (
            " · ".join([*whose, *([] if card.notice else [say("maker.no-notice")])]),
            bool(card.notice and (card.url or card.outlet)),
        ),
        "passage": (say("maker.words", n=passage) if passage else say("maker.whole", n=words), True),
        "parts": (
            say("maker.head-parts", n=len(draft.parts), minutes=sum(spent.values())) if spent else say("maker.cannot"),
            bool(spent),
        ),
        "key": (say("maker.head-key", kept=kept, n=left) if here else say("maker.head-no-key"), not left),
        "before": (
            say("maker.head-before", notes=len(draft.notes), words=meant, all=len(draft.glossary)),
            meant == len(draft.glossary),
        ),
        "make": (say("maker.head-stale") if stale else say("maker.head-made") if made else "", made and not stale),
    }
    return [{"name": name, "title": STEPS[name], "said": said[name][0], "done": said[name][1]} for name in STEPS]


def body(step: str, draft: Draft) -> dict[str, Any]:
    """What the open step has."""
    return {
        "article": _article,
        "card": _card,
        "passage": _passage,
        "parts": _parts,
        "key": _key,
        "before": _before,
        "make": _make,
    }[step](draft)


def _article(draft: Draft) -> dict[str, Any]:
    return {"file": f"{draft.article.slug}{draft.ending}", "size": max(1, round(len(draft.data) / 1000))}


def _card(draft: Draft) -> dict[str, Any]:
    card = draft.article.card.as_dict()
    return {"facts": {fact: card[fact] or "" for fact in FACTS}, "sharing": sharing(draft.article.card), "own": OWN}


def _passage(draft: Draft) -> dict[str, Any]:
    reading = reading_of(draft)
    found = passages(reading, draft.level)
    here = draft.passage
    own = [] if here is None or any(each.span == here for each in found) else [candidate(reading, here, draft.level)]
    blocks = find_blocks(draft.article.text)
    inside = [n for n, block in enumerate(blocks) if here and block.start < here.end and here.start < block.end]
    return {
        "level": draft.level,
        "rows": [_row(draft, each, own=each in own) for each in (*own, *found)],
        "whole": here is None,
        "words": len(WORD.findall(draft.article.text)),
        "at": [inside[0], inside[-1]] if inside else None,
    }


def _row(draft: Draft, one: Candidate, *, own: bool) -> dict[str, Any]:
    words = printable(" ".join(draft.article.covered(one.span).split()))
    return {
        "at": [one.span.start, one.span.end],
        "begins": _short(words, 90),
        "why": one.why,
        "chosen": one.span == draft.passage,
        "own": own,
    }


def _parts(draft: Draft) -> dict[str, Any]:
    missing, spent = lacking(draft), _minutes(draft)
    fit = replace(draft, parts=tuple(part for part in PARTS if part not in missing))
    others = part_minutes(fit)
    rows = [
        {
            "name": name,
            "title": part.title,
            "hint": part.hint,
            "chosen": name in draft.parts,
            "minutes": spent.get(name, others.get(name, 0)),
            "lacks": missing.get(name, ""),
        }
        for name, part in PARTS.items()
    ]
    return {"rows": rows, "start": spent.get("start", others["start"]), "sum": sum(spent.values()), "hour": HOUR}


def _key(draft: Draft) -> dict[str, Any]:
    """How far each layer is decided, and with what its answers will be compared."""
    has, rows = material(draft).has_key, []
    for layer in layers_of(draft):
        here = [each for each in draft.proposals if each.entry.layer == layer and asked(draft, each)]
        left, kept = (sum(each.state == state for each in here) for state in ("open", "kept"))
        with_key = say("maker.with-key", n=kept) if kept else say("maker.with-empty-key")
        words = with_key if has(layer) else say("maker.with-program")
        rows.append({"title": say(LAYER_TITLES[layer]), "left": say("maker.left", n=left), "said": words})
    return {"layers": rows}


def _before(draft: Draft) -> dict[str, Any]:
    reading = reading_of(draft)
    rare = {each.word: each.sentence for each in rare_words(reading, draft.passage)}
    rows = [
        {"word": word, "meaning": meaning, "sentence": _sentence(draft, word, reading.sentences, rare.get(word))}
        for word, meaning in draft.glossary.items()
    ]
    return {
        "notes": [[note.question, note.words, note.source] for note in draft.notes],
        "words": rows,
        "struck": [word for word in rare if word not in draft.glossary],
    }


def _sentence(draft: Draft, word: str, sentences: Sequence[Annotation], known: Span | None) -> str:
    """The sentence in which a word stands, the first; nothing where there is none."""
    if known is None:
        at = draft.article.text.lower().find(word.lower())
        known = next((each.span for each in touching(sentences, at, at + 1)), None) if at >= 0 else None
    return printable(" ".join(draft.article.covered(known).split())) if known else ""


def _make(draft: Draft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "name": draft.name,
        "problems": [{"step": step, "title": STEPS[step], "said": said} for step, said in problems_by_step(draft)],
    }


def _minutes(draft: Draft) -> dict[str, int]:
    """The minutes of each part; none while a part that is chosen cannot be made."""
    try:
        return part_minutes(draft)
    except ValueError:
        return {}


def _short(words: str, most: int = 60) -> str:
    words = printable(" ".join(words.split()))
    return words if len(words) <= most else f"{words[: most - 2].rstrip()} …"
