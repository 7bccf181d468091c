"""Where the two engines meet: each sentence is read by pattern, and by a parse where there is a parser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kit.annotate.quotes.attribution import LONGEST, Found, alike, covered, holds_cue, stretches
from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.pattern.find import find_by_pattern, find_marked
from kit.annotate.quotes.tagging import SIGNS
from kit.annotation import Span
from kit.spans import touching

__all__ = ["find_attributions"]

_BETWEEN = frozenset(["content, X said, content", "content, X said", "content, said X"])
_REPORTED = frozenset(["clause", "X said that"])
_PLAIN = ("he ", "she ", "they ", "it ", "we ", "there ", "he’", "it’", "they’", "she’", "he'", "it'", "they'", "she'")
_BREATH = re.compile(r"(?:(?!\b(?:before|after|when|until)\b)[^;:.()—–]){0,120}")


def find_attributions(asked: Sequence[tuple[str, Sequence[Span]]], parser: bool) -> list[list[Found]]:
    """The attributions in each sentence of a skeleton, given with its words in marks.

    >>> find_attributions([("The dam held, Ms. Roe said.", [])], parser=False)[0][0].rule
    'content, X said'
    """
    out = [find_by_pattern(sentence) for sentence, _ in asked]
    if not (parser and _parses(asked)):
        for (sentence, marked), found in zip(asked, out, strict=True):
            taken = stretches(found) if marked else []
            held = [find_marked(sentence, span) for span in marked if not touching(taken, *span)]
            found += filter(None, held)
        return out
    from kit.annotate.quotes.parse.find import find_by_parse

    chosen = [n for n, (s, marked) in enumerate(asked) if len(s) <= LONGEST and (marked or holds_cue(s))]
    for n, parsed in zip(chosen, find_by_parse([asked[n][0] for n in chosen]), strict=True):
        sentence, marked = asked[n]
        found = _reconciled(sentence, parsed.found, [f for f in out[n] if _bears_out(sentence, f, parsed.verbs)])
        for span in marked:
            if not covered(span, found) and not _reach_out(sentence, span, found) and (own := parsed.held(span)):
                found.append(own)
        out[n] = [_in_marks(sentence, f) for f in found]
    return out


def _parses(asked: Sequence[tuple[str, Sequence[Span]]]) -> bool:
    """Does the parser that is installed work? It is not loaded where there is nothing to parse."""
    from kit.annotate.quotes.parse.find import load_parser

    return not any(marked or holds_cue(sentence) for sentence, marked in asked) or load_parser() is not None


def _bears_out(sentence: str, found: Found, verbs: Mapping[int, str]) -> bool:
    """Does the parse bear out what a pattern found: is the cue a verb, and no participle after what it adds to?

    Parsers take some cues before a colon for nouns ("one man writing: …").
    """
    tag = verbs.get(found.cue.start) if found.cue else None
    leads_up = found.cue is not None and sentence.startswith(tuple(f": {sign}" for sign in SIGNS), found.cue.end)
    return (
        found.rule == "according-to" or leads_up or (tag is not None and (tag != "VBG" or found.rule not in _BETWEEN))
    )


def _lost(sentence: str, found: Found, parsed: Sequence[Found]) -> bool:
    """Is a clause that a pattern found one of those that parsers lose: behind "said", with a pronoun that opens it
    ("claims he's"), or with a "that" behind a time, a place or whoever is told?"""
    cue, start = found.cue or Span(0, 0), found.content[0].start
    word = sentence[slice(*cue)]
    base = load_cues().speech.get(word, word)
    if base in load_cues().weak:
        return False
    if sentence.startswith("that ", start):
        return "," not in sentence[cue.end : start] and not holds_cue(sentence[cue.end : start])
    plain = word in ("said", "says") or (
        word != base and not word.endswith("ing") and sentence.startswith(_PLAIN, start)
    )
    return plain and all(g.cue != cue for g in parsed)


def _reconciled(sentence: str, found: list[Found], patterns: Sequence[Found]) -> list[Found]:
    """What the grammar found, put right by pattern: attributions between commas, clauses that the parser lost behind
    a cue in a tense, and signs that no cue has claimed."""
    signs = {n for n, c in enumerate(sentence) if c in SIGNS}
    left = {n for n in signs if not covered(Span(n, n + 1), found)}
    for f in patterns:
        cue = f.cue or Span(0, 0)
        if f.rule in _BETWEEN or (f.rule == "X said, quotation" and f.content[0].start not in signs):
            same = [g for g in found if g.cue and g.cue.start == cue.start]
            parsed = (g.speaker for g in same if g.speaker and f.rule != "content, said X")
            found = [g for g in found if g not in same and not any(alike(c, d) for c in g.content for d in f.content)]
            found.append(f._replace(speaker=f.speaker and next(parsed, f.speaker)))
        elif f.rule == "X said that":
            if not any(covered(c, found) for c in f.content) and _lost(sentence, f, found):
                found.append(f)
        elif parts := tuple(part for part in f.content if part.start in left):
            found.append(f._replace(content=parts))
            left -= {part.start for part in parts}
    return sorted(found, key=lambda f: f.content[0])


def _reach_out(sentence: str, marked: Span, found: list[Found]) -> bool:
    """Let what is reported reach to words in marks that follow in the same breath; say whether it does."""
    for n, f in enumerate(found):
        last = f.content[-1]
        before = f.rule in _REPORTED and f.cue and f.cue.start < last.start < last.end <= marked.start
        if before and _BREATH.fullmatch(sentence, last.end, marked.start):
            found[n] = f._replace(content=(*f.content[:-1], Span(last.start, marked.end)))
            return True
    return False


def _in_marks(sentence: str, found: Found) -> Found:
    """A finding whose content is full quotations alone, under the rule that tells their order."""
    if not found.cue or any(c not in SIGNS for part in found.content for c in sentence[slice(*part)].strip()):
        return found
    if found.content[0].start > found.cue.start:
        return found._replace(rule="X said, quotation")
    said = found.speaker is not None and found.speaker.start > found.cue.start
    return found._replace(rule="quotation, said X" if said else "quotation, X said")
