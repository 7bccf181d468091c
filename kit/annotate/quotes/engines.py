"""Where the two engines meet: each sentence is read by pattern, and by a parse where there is a parser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kit.annotate.quotes.attribution import LONGEST, TELL, Found, alike, covered
from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.pattern.find import find_by_pattern, find_marked
from kit.annotate.quotes.skeleton import ENDED, OPEN, SIGNS
from kit.annotation import Span

__all__ = ["find_attributions"]

_WORD = re.compile(r"[a-z]+")
_SETTING = re.compile(
    r",?\s(?:(?:at|in|on|during|to|by|before|after|with|late|early|last|this|earlier)\s.{1,60}\s|\w+day,?\s|out\s)?"
)
_BETWEEN = frozenset(["content, X said, content", "content, X said", "content, said X"])
_REPORTED = frozenset(["clause", "X said that"])
_PLAIN = re.compile(
    r"(?:it|he|she|they|there|we)(?:[’'](?:s|d|ll|re|ve)|\s(?:is|was|are|were|has|had|have|would|could|will|might|should|must))\b"
)
_BREATH = 120  # characters
_NEW_BREATH = re.compile(r"[;:.()—–]|\b(?:before|after|when|until)\b")


def find_attributions(asked: Sequence[tuple[str, Sequence[Span]]], parser: bool) -> list[list[Found]]:
    """The attributions in each sentence of a skeleton, given with its words in marks.

    >>> find_attributions([("The dam held, Ms. Roe said.", [])], parser=False)[0][0].rule
    'content, X said'
    """
    patterns = [find_by_pattern(sentence) for sentence, _ in asked]
    if not parser:
        return [_with_marked(*one, found) for one, found in zip(asked, patterns, strict=True)]
    from kit.annotate.quotes.parse.find import find_by_parse

    cues = load_cues()
    wanted = cues.verbs.keys() | cues.nouns | {"according", "clear"}
    out = patterns
    chosen = [
        n
        for n, (sentence, marked) in enumerate(asked)
        if len(sentence) <= LONGEST and (marked or not wanted.isdisjoint(_WORD.findall(sentence.lower())))
    ]
    for n, parsed in zip(chosen, find_by_parse([asked[n][0] for n in chosen]), strict=True):
        sentence, marked = asked[n]
        kept = [f for f in patterns[n] if _bears_out(f, parsed.verbs) or _plain(sentence, f) or _leads_up(sentence, f)]
        found = _with_patterns(sentence, [f for f in parsed.found if f.content], kept)
        for span in marked:
            if covered(span, found) or _reach_out(sentence, span, found):
                continue
            if f := parsed.held(span):
                found.append(f)
        out[n] = [_in_marks(sentence, f) for f in found]
    return out


def _with_marked(sentence: str, marked: Sequence[Span], found: list[Found]) -> list[Found]:
    """What patterns found, with the words in marks that none of it takes in."""
    held = (find_marked(sentence, span) for span in marked if not covered(span, found))
    return [*found, *(f for f in held if f)]


def _in_marks(sentence: str, found: Found) -> Found:
    """A finding whose content is full quotations alone, under the rule that tells their order."""
    if not found.cue or any(c not in SIGNS for part in found.content for c in sentence[slice(*part)].strip()):
        return found
    if found.content[0].start > found.cue.start:
        return found._replace(rule="X said, quotation")
    said = found.speaker is not None and found.speaker.start > found.cue.start
    return found._replace(rule="quotation, said X" if said else "quotation, X said")


def _reach_out(sentence: str, marked: Span, found: list[Found]) -> bool:
    """Let what is reported reach to words in marks that follow in the same breath; say whether it does."""
    for n, f in enumerate(found):
        last = f.content[-1]
        if f.rule not in _REPORTED or not f.cue or f.cue.start > last.start or last.end > marked.start:
            continue
        between = sentence[last.end : marked.start]
        if (
            len(between) <= _BREATH
            and not _NEW_BREATH.search(between)
            and not any(g.cue and last.end <= g.cue.start < marked.start for g in found)
        ):
            found[n] = f._replace(content=(*f.content[:-1], Span(last.start, marked.end)))
            return True
    return False


def _bears_out(found: Found, verbs: Mapping[int, str]) -> bool:
    """Does the parse bear out what a pattern found: is the cue a verb, and no participle after what it adds to?"""
    tag = verbs.get(found.cue.start) if found.cue else None
    return found.rule == "according-to" or (tag is not None and (tag != "VBG" or found.rule not in _BETWEEN))


def _leads_up(sentence: str, found: Found) -> bool:
    """Does a quotation follow a cue and a colon? Parsers take some of these cues for nouns ("one man writing: …")."""
    return found.cue is not None and sentence.startswith((": " + OPEN, ": " + ENDED), found.cue.end)


def _with_patterns(sentence: str, found: list[Found], patterns: Sequence[Found]) -> list[Found]:
    """What the grammar found, put right by pattern: attributions between commas, and signs that no cue has claimed."""
    signs = [n for n, c in enumerate(sentence) if c in (OPEN, ENDED)]
    taken = {i for f in found for part in f.content for i in range(part.start, part.end)}
    left = [n for n in signs if n not in taken]
    for f in patterns:
        if f.cue and (f.rule in _BETWEEN or (f.rule == "X said, quotation" and f.content[0].start not in signs)):
            same = [g for g in found if g.cue and g.cue.start == f.cue.start]
            parsed = (g.speaker for g in same if g.speaker and f.rule != "content, said X")
            speaker = f.speaker and next(parsed, f.speaker)
            found = [g for g in found if g not in same and not any(alike(c, d) for c in g.content for d in f.content)]
            found.append(f._replace(speaker=speaker))
            continue
        plain = f.cue and (sentence[slice(*f.cue)] in ("said", "says") or _plain(sentence, f))
        lost = plain and all(g.cue != f.cue for g in found)
        if (
            f.rule == "X said that"
            and (lost or _says_that(sentence, f))
            and not any(covered(c, found) for c in f.content)
        ):
            found.append(f)
            continue
        parts = tuple(part for part in f.content if part.start in left and part.end == part.start + 1)
        if parts:
            found.append(f._replace(content=parts))
            left = [n for n in left if not any(p.start == n for p in parts)]
    return sorted(found, key=lambda f: f.content[0])


def _plain(sentence: str, found: Found) -> bool:
    """Do a pronoun and a tense follow a cue in a tense ("claims he's")? Parsers lose such clauses."""
    cues = load_cues()
    word = sentence[slice(*found.cue)].lower() if found.cue else ""
    base = cues.speech.get(word, word)
    told = word != base and not word.endswith("ing") and base not in cues.weak
    return bool(told and _PLAIN.match(sentence, found.content[0].start))


def _says_that(sentence: str, found: Found) -> bool:
    """Does "that" open the clause a cue takes, at most a time or place between? Parsers lose it behind those."""
    between = sentence[found.cue.end : found.content[0].start] if found.cue else ""
    cues = load_cues()
    base = cues.verbs.get(sentence[slice(*found.cue)].lower()) if found.cue else None
    if base in cues.weak:
        return False
    told = base in TELL and "," not in between and cues.verbs.keys().isdisjoint(_WORD.findall(between))
    return bool(told or (_SETTING.fullmatch(between) and not between.endswith("condition "))) and sentence.startswith(
        "that ", found.content[0].start
    )
