"""Attribution without a parser: who says what in one sentence, from the place of a cue word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.annotate.quotes.attribution import LONGEST, Found, covered, holds_cue, trim
from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.objects import names_thing
from kit.annotate.quotes.subjects import source_after, subject_after, subject_before
from kit.annotate.quotes.tagging import Tagged, tag
from kit.annotation import Span

__all__ = ["find_by_pattern", "find_marked"]

# The patterns are over the classes of tokens: see `tagging`.
_ACCORDING = re.compile("At")
_CUE = re.compile("[vV]")
_SINGULAR = re.compile("d[wg]?w$")
_QUOTED_NEXT = re.compile(r"[pewd]?[,:]?S")  # "said: “…”", "put it, “…”"
_WHEN = re.compile(  # nothing but time and place; it never goes back, so that its time is linear
    r"(?:,?[aDPliot][^,;:(cCTSxbEp]{0,14}+)?(?>,[aDPliot][^,;:(cCTSxbEp]{0,14}+)*+[.?!]*(?:$|[;(])"
)
_TIME = re.compile(r",?(?:i?[alP]*D+P?|(?:[aDPl]+|[it][^,;:cCTSxbEp]{1,9}?)(?=[,T.:;]|$)),?")
_OBJECT = re.compile(r"d?[wNn.]{1,4}(?=[pe])")  # "told the Gazette it works"
_CUT = re.compile(r"[;)]|,[ABC]|(?:,&?|&)a*V|,&(?:N(?:\.?N){0,3}|d[wN]{1,3})a?V")
_SAID_LAST = re.compile(r",(?:p|N(?:\.?N){0,3}|d[wN]{1,3})V(?:i?[lDP]+)?[.]?$")  # "…, Ms. Roe said on Monday."
_SETTING = tuple("iotcCBlaDP&An")  # they open a time, a place, an occasion
_NO_CLAUSE = (*"iotcCB&.;()", "xt")
_WH = [[word] for word in ("whether", "if", "how", "why", "what", "who", "when", "where")]
_SPEAKER = frozenset(",Spr")
_CAN = frozenset(["can", "could", "cannot"])
_LIKE_ADJECTIVES = ("’s", "'s", "al", "ive", "ous", "ic")


def find_by_pattern(sentence: str) -> list[Found]:
    """The attributions in one sentence of a skeleton.

    >>> s = "The dam will hold, Ms. Roe said on Monday."
    >>> found = find_by_pattern(s)[0]
    >>> s[slice(*found.content[0])], s[slice(*found.speaker)], s[slice(*found.cue)]
    ('The dam will hold', 'Ms. Roe', 'said')
    """
    if len(sentence) > LONGEST or not holds_cue(sentence):
        return []
    tagged = tag(sentence)
    out = list(_according(tagged))
    start = 0
    for m in _CUE.finditer(tagged.classes):
        cue = m.start()
        if tagged.starts[cue] < start or not _is_verb(tagged, cue):
            continue
        found = _around(tagged, cue)
        if found and found.content and not any(covered(c, out) for c in found.content):
            out.append(found)
            start = max(c.end for c in found.content)
    return out


def _according(tagged: Tagged) -> Iterator[Found]:
    for m in _ACCORDING.finditer(tagged.classes):
        name, end = source_after(tagged, m.end()) or (None, m.end())
        opens = not m.start()
        ends = tagged.ends[-1]
        part = Span(tagged.ends[end - 1], ends) if opens else Span(0, tagged.starts[m.start()])
        content = trim(tagged.text, part)
        if content.end - content.start > 8 or "S" in tagged.classes[: m.start()]:
            yield Found((content,), name, tagged.span(*m.span()), "according-to")


def _is_verb(tagged: Tagged, cue: int) -> bool:
    """Is a word that can be a cue a verb of saying here, in the active voice?"""
    before, word, after = tagged.classes[:cue], tagged.words[cue], tagged.classes[cue + 1 : cue + 2]
    last = tagged.words[cue - 1] if cue else ""
    base = load_cues().verbs[word]
    if word == base + "s" and (after == "," and not _SPEAKER.intersection(before)):
        return False  # "Estimates, he said, are high"
    if word in load_cues().mostly_nouns and after not in ("T", ":"):
        return False
    if word == "says":
        return True
    if word == base and (
        (_SINGULAR.search(tagged.classes, max(0, cue - 3), cue) and not last.endswith(("s", "people", "police")))
        or last in _CAN
    ):
        return False  # "a new report", "can tell one from another"
    if word in (base, base + "s") or word.endswith("ing"):
        return before[-1:] not in tuple("dioelT") and not last.endswith(_LIKE_ADJECTIVES)
    by = tagged.words[cue + 1 : cue + 2] == ["by"]
    return last not in ("the", "a", "an", "earlier", "above") and not by and not before.rstrip("a").endswith("b")


def _around(tagged: Tagged, cue: int) -> Found | None:
    """What a cue at a given place attributes, to whom."""
    classes, text = tagged.classes, tagged.text
    cues = load_cues()
    word = tagged.words[cue]
    base = cues.verbs[word]
    weak = base in cues.weak or word in cues.thought
    here = tagged.span(cue, cue + 1)
    before = subject_before(tagged, cue)
    left = classes[: before[0] if before else cue]
    beside = left.rstrip(",").endswith("S") or _QUOTED_NEXT.match(classes, cue + 1)
    if "S" in classes and (not weak or beside):
        return _with_signs(tagged, cue, before, left)
    shown = base in ("find", "show") and before is not None and tagged.words[before[1] - 1] in cues.sources
    relative = before is not None and "r" in classes[before[1] : cue]  # "Roe, who said"
    stated = left.endswith(",") and (shown or not weak) and not relative and _states(tagged, left)
    all_before = trim(text, Span(0, tagged.starts[len(left) - 1])) if stated else Span(0, 0)
    if not before:
        after = subject_after(tagged, cue + 1)
        if not after or not stated or word.endswith("ing"):
            return None
        parts = [all_before]
        if classes.startswith((",x", ",b"), after[1]):
            parts.append(trim(text, Span(tagged.starts[after[1]], len(text))))
        return Found(tuple(parts), tagged.span(*after), here, "content, said X")
    speaker = tagged.span(*before)
    if stated and _WHEN.match(classes, cue + 1):
        hears = base == "tell" and classes[cue + 1 :] in ("", ".")  # "Dam will hold, MPs told"
        return Found((all_before,), None if hears else speaker, here, "content, X said")
    if not weak and left.endswith(",") and classes.startswith(",", cue + 1):
        first = trim(text, Span(0, tagged.starts[len(left) - 1]))
        second = trim(text, Span(here.end, len(text)))
        parts = [first] if classes.startswith((",g", ",i", ",A"), cue + 1) else [first, second]
        return Found(tuple(p for p in parts if p.end > p.start), speaker, here, "content, X said, content")
    if _SAID_LAST.match(classes, max(cue + 1, classes.rfind(","))):
        return None  # "The fire claimed the mill, Ms. Roe said."
    return _clause_after(tagged, cue, speaker, base, weak)


def _states(tagged: Tagged, left: str) -> bool:
    """Can what stands before an attribution be a statement, and not only its time, place or occasion?"""
    if tagged.words[0] in load_cues().verbs and tagged.words[0].endswith(("ed", "ing")):
        return False  # "Asked on Monday, she said"
    return left.count(",") > 1 if left.startswith(_SETTING) else len(left) > 3


def _with_signs(tagged: Tagged, cue: int, before: tuple[int, int] | None, left: str) -> Found | None:
    """A full quotation in the sentence: the cue beside it names its speaker."""
    classes = tagged.classes
    signs = [n for n, c in enumerate(classes) if c == "S"]
    follows = signs[0] > cue
    gap = classes[cue + 1 : signs[0]] if follows else ""
    if len(gap) > 30 or "V" in gap or "v" in gap:
        return None
    after = subject_after(tagged, cue + 1) if left[-1:] in ("S", ",") and not before else None
    content = [tagged.span(n, n + 1) for n in signs]
    bare = follows and before and left.endswith(",") and "S" not in left and "V" not in left and not gap.strip(",")
    if bare and not left.startswith(_SETTING) and _states(tagged, left):
        content.insert(0, trim(tagged.text, Span(0, tagged.starts[len(left) - 1])))
    rule = "quotation, said X" if after else "X said, quotation" if follows else "quotation, X said"
    speaker = after or before
    return Found(tuple(content), tagged.span(*speaker) if speaker else None, tagged.span(cue, cue + 1), rule)


def _clause_after(tagged: Tagged, cue: int, speaker: Span, base: str, weak: bool) -> Found | None:
    """X said (that) …: the rest of the sentence, what stands between set aside."""
    classes, text, here = tagged.classes, tagged.text, tagged.span(cue, cue + 1)
    at = cue + 1
    that = classes.find("T", at, at + 14)
    between = classes[at:that] if that >= 0 else "b"
    if between.count(",") % 2 == 0 and "b" not in between and "of" not in tagged.words[at : max(at, that)]:
        at = that
    elif tagged.words[at : at + 1] in _WH:
        pass
    elif weak:
        return None
    else:
        telling = base in load_cues().telling
        if telling and (m := _OBJECT.match(classes, at)):
            at = m.end()
        while (m := _TIME.match(classes, at)) and not classes.startswith("t", at):
            at = m.end()
        if classes.startswith(_NO_CLAUSE, at) and not (telling and classes.startswith("t", at)):
            return None
    cut = _CUT.search(classes, at + 1)
    end = tagged.starts[cut.start()] if cut else len(text) - text.endswith(".")
    content = trim(text, Span(tagged.starts[at], end)) if at < len(classes) else Span(0, 0)
    if at != that and "S" not in classes and names_thing(base, text[slice(*content)]):
        return None
    return Found((content,), speaker, here, "X said that") if content.end - content.start > 5 else None


def find_marked(sentence: str, inside: Span) -> Found | None:
    """Whose words stand in marks within a sentence: those of the subject of the nearest cue before them.

    >>> s = "Ms. Roe called the plan a shame on Monday."
    >>> s[slice(*find_marked(s, Span(24, 31)).content[0])]
    'the plan a shame'
    """
    cues, tagged = load_cues(), tag(sentence)
    end = tagged.at(inside.start)
    for cue in range(end - 1, max(-1, end - 31), -1):
        word = tagged.words[cue]
        base = cues.speech.get(word, word)
        if tagged.classes[cue] == ";":
            return None
        tensed = tagged.classes[cue] in "vV" and word != base
        if tensed and base not in cues.unmarked and _is_verb(tagged, cue):
            break
    else:
        return None
    speaker = subject_before(tagged, cue)
    if speaker is None:
        return None
    content = trim(sentence, Span(tagged.ends[cue], inside.end))
    return Found((content,), tagged.span(*speaker), tagged.span(cue, cue + 1), "words-in-marks")
