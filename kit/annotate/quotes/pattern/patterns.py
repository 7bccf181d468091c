"""Attribution without a parser: who says what in one sentence, from the place of a cue word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress
from typing import NamedTuple

from kit.annotate.quotes.cues import load_cues, word_set
from kit.annotate.quotes.pattern.subjects import source_after, subject_after, subject_before, trim
from kit.annotate.quotes.pattern.verbs import is_noun, is_passive
from kit.annotate.quotes.skeleton import SIGNS
from kit.annotation import Span

__all__ = ["FAINT", "TELL", "Found", "covered", "find_by_pattern", "find_marked"]

FAINT = frozenset(["object", "noun", "thought"])  # rules that say little of who speaks
_WORD = re.compile(r"([A-Za-z][\w’'-]*)")
_TIME = re.compile(
    r"\s*,?\s*(?:(?:late |early )?(?:on |last |this )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: night| morning| evening| afternoon)?|today|yesterday|this week|last week|[a-z]+ly|again|later|then|"
    r"(?:in|during|at|on|to|of|about|through|via|after|before|with|by|from|for) (?:[\w’'.$%-]+ ){0,8}?[\w’'.$%-]+)"
    r"(?=\s*(?:,|that\b|$|[.:;]))"
)
_OBJECT = re.compile(
    r"\s+(?:me|him|her|them|us|you|it|reporters|journalists|lawmakers|supporters|voters|viewers|investigators|police|"
    r"(?:the |a |an |his |her |their |its )(?:[\w’'-]+ ){0,3}?[\w’'-]+|"
    r"[A-Z][\w.’'&-]*(?:(?: of| the)? [A-Z][\w.’'&-]*){0,5}"
    r"(?:[’']s [\w’' -]{1,30}?)?)(?=\s+(?:that|it|he|she|they|we|there|his|her|the|a|in|on|during|to|about|if|whether|"
    r"how|why|what|[A-Z]\w+day)\b|\s*[,:])"
)
_RELATIVE = re.compile(r"(?:which|who|whom|that)\b", re.I)
_SAID_TO_DO = re.compile(
    r"(?:said|thought|believed|reported) to (?!(?:a|an|the|his|her|their|my|me|us)\b)[a-z]+[^s\W] "
)
_CAN_TELL = re.compile(r"\b(?:can|could|cannot|can[’']t) tell$")
_THAT = re.compile(r"\bthat\b")
_NOT_THAT = re.compile(r"\b(?:of|is|was|are)\b")
_TO = re.compile(r"\s*to\b")
_WH = re.compile(r"\s*(?:that|whether|if|how|why|what|who|when|where)\b")
_DASH = re.compile(r"\s(?:[–—]|--?)\s")
_SIGN = re.compile(f"[{SIGNS}]")
_SIGN_NEXT = re.compile(rf"(?: (?:it|him|her|me|them|us))?[,:]?\s*[{SIGNS}]")
_ASIDE = re.compile(r",\s(?:on (?:the )?condition|referring|adding|noting|speaking|citing|according)\b")
_BAD_START = re.compile(
    r"\s*(?:in|on|at|of|for|with|by|from|during|after|before|as|about|against|into|over|than|and|or|nothing|so|"
    r"goodbye|hello|yes|no|to)\b|\s*[^\w\s$€£]*$"
)
_CUT = re.compile(r",\s+(?:according to|(?:but|though|although|while|even as|as) )|;\s|\s[—–]\s|\s-{1,2}\s")
_SETTING = re.compile(
    r"(?:As|When|While|After|Before|Asked|Speaking|In|On|At|During|By|From|For|With|Earlier|Later|But|And|Still|Yet|"
    r"However|Meanwhile|Though|Although|If|Unless|Instead|Also|Then|Since|Until|Under|Last|This|Two|To|Writing|"
    r"Appearing|Responding|Through|Via|Despite|Given|Because|Without|Among|Across|Over|Like|Unlike)\b"
)
_GOES_ON = re.compile(r", (?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|do|does|did)\b")
_SECOND_CUE = re.compile(r",?\s(?:and )?(?:also |later )?([a-z]+(?:ing|ed|aid|old))\b")
_ACCORDING = re.compile(r"\b([Aa]ccording to)\s+")
_LONGEST = 2_000  # characters: what has no full stop for longer is no sentence
_NO_MARKS = word_set("go show find hold see hear state continue offer order sing teach text point lay spell rule")
TELL = word_set(
    "tell inform notify assure reassure remind warn advise instruct urge ask convince persuade promise caution"
)


class Found(NamedTuple):
    """An attribution: stretches of content, who speaks, the cue, and the rule; offsets as in what was searched."""

    content: tuple[Span, ...]
    speaker: Span | None
    cue: Span | None
    rule: str


def find_by_pattern(sentence: str) -> list[Found]:
    """The attributions in one sentence of a skeleton.

    >>> s = "The dam will hold, Ms. Roe said on Monday."
    >>> found = find_by_pattern(s)[0]
    >>> s[slice(*found.content[0])], s[slice(*found.speaker)], s[slice(*found.cue)]
    ('The dam will hold', 'Ms. Roe', 'said')
    """
    cues = load_cues()
    if len(sentence) > _LONGEST:
        return []
    out = list(_according(sentence))
    parts = _WORD.split(sentence)  # a gap, a word, a gap …
    words = map(str.lower, parts[1::2])
    at = list(compress(range(1, len(parts), 2), map(cues.verbs.__contains__, words)))
    ends = list(accumulate(map(len, parts))) if at else []
    start = 0
    for i in at:
        word, cue = parts[i].lower(), Span(ends[i - 1], ends[i])
        base = cues.verbs[word]
        if cue.start < start or is_noun(sentence, cue.start, word, base):
            continue
        if (word[-2:] == "ed" or word in ("told", "said", "written")) and is_passive(sentence, cue):
            continue
        if _SAID_TO_DO.match(sentence, cue.start) or _CAN_TELL.search(sentence, max(0, cue.start - 8), cue.end):
            continue
        found = _around(sentence, cue, base, base in cues.weak or word in cues.thought)
        if found and not any(_overlap(a, b) for f in out for a in f.content for b in found.content):
            out.append(found)
            start = max(cue.end, *(c.end for c in found.content if c.start > cue.start), 0)
    return out


def covered(span: Span, found: Sequence[Found]) -> bool:
    """Does any of some findings take in a stretch, or part of it?"""
    return any(_overlap(span, c) for f in found for c in f.content)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _according(sentence: str) -> Iterator[Found]:
    for m in _ACCORDING.finditer(sentence) if "ccording" in sentence else ():
        name, end = source_after(sentence, m.end()) or (None, m.end())
        opens = not sentence[: m.start()].strip(" ,“")
        content = trim(sentence, Span(end, len(sentence)) if opens else Span(0, m.start()))
        if content.end - content.start > 8:
            yield Found((content,), name, Span(*m.span(1)), "according-to")


def _around(s: str, cue: Span, base: str, weak: bool) -> Found | None:
    """What a cue at a given place attributes, to whom."""
    signs = [m.start() for m in _SIGN.finditer(s)]
    before = subject_before(s, cue.start)
    left = s[: before.start if before else cue.start].rstrip()
    if signs and (not weak or _beside(s, cue, left)):
        return _with_signs(s, cue, before, left, signs)
    after = None
    if not before or s[before.start : before.end].lower() in ("which", "that"):
        after = subject_after(s, cue.end)
    shown = base in ("find", "show") and before is not None and _is_source(s, before)
    stated = (
        left.endswith(",")
        and (shown or not weak)
        and _states(left)
        and not (before and _RELATIVE.match(s, before.start))
    )
    if after and stated and not s[: cue.end].endswith("ing"):
        parts = [Span(0, len(left)), *([Span(after.end, len(s))] if _GOES_ON.match(s, after.end) else [])]
        return Found(tuple(trim(s, part) for part in parts), after, cue, "content, said X")
    if before is None and not after:
        return None
    rest = s[cue.end :]
    if before and stated and _tail_is_empty(_DASH.split(rest, maxsplit=1)[0]):
        hears = base == "tell" and not rest.strip(" .")  # "Dam will hold, MPs told"
        return Found((trim(s, Span(0, len(left))),), None if hears else before, cue, "content, X said")
    if before and not weak and left.endswith(",") and left.strip(" ,") and rest.startswith(","):
        parts = [trim(s, Span(0, len(left))), trim(s, Span(cue.end, len(s)))]
        if parts[0].end < 2 or _RELATIVE.match(s, before.start):
            parts = parts[1:]
        if _ASIDE.match(rest):
            parts = parts[:1]
        return Found(tuple(parts), before, cue, "content, X said, content")
    return _clause_after(s, cue, before, base, weak) if before else None


def _beside(s: str, cue: Span, left: str) -> bool:
    """Does a full quotation stand right before or behind an attribution?"""
    return left.rstrip(", ")[-1:] in tuple(SIGNS) or _SIGN_NEXT.match(s, cue.end) is not None


def _is_source(s: str, speaker: Span) -> bool:
    """Is it a report, a poll or the like that speaks?"""
    return s[slice(*speaker)].rpartition(" ")[2].lower() in load_cues().sources


def _states(left: str) -> bool:
    """Can what stands before an attribution be a statement, and not only its time, place or occasion?"""
    words = left.split()
    if not words or _SETTING.match(left):
        return left.count(",") > 1 and not left.startswith(("Asked ", "Speaking "))
    return len(words) > 2


def _with_signs(s: str, cue: Span, before: Span | None, left: str, signs: list[int]) -> Found | None:
    """A full quotation in the sentence: the cue beside it names its speaker."""
    after = subject_after(s, cue.end) if (left[-1:] in tuple(SIGNS + ",")) and not before else None
    speaker = after or before
    content = [Span(i, i + 1) for i in signs]
    gap = s[cue.end : signs[0]] if signs[0] > cue.end else ""
    if len(gap) > 160 or _nearer_cue(gap):
        return None
    bare = left.endswith(",") and not any(c in left for c in SIGNS) and signs[0] > cue.end and before
    if bare and len(left.split()) > 1 and not _SETTING.match(left) and not gap.strip(" ,") and not _reports(left):
        content.insert(0, trim(s, Span(0, len(left))))
    rule = "quotation, said X" if after else "X said, quotation" if signs[0] > cue.start else "quotation, X said"
    return Found(tuple(content), speaker, cue, rule)


def _reports(left: str) -> bool:
    """Does what stands before an attribution report speech itself ("He said it works, and she said: …")?"""
    cues = load_cues()
    past = (word for word in _WORD.findall(left) if not word.endswith("s") and word != cues.speech.get(word))
    return any(cues.speech.get(word, "") not in cues.weak | {""} for word in past)


def _nearer_cue(gap: str) -> bool:
    """Does another cue stand between a cue and the marks ("When I asked him, he said: …")?"""
    cues = load_cues()
    return any(cues.speech.get(word, "") not in cues.weak | {""} for word in _WORD.findall(gap.lower()))


def _tail_is_empty(rest: str) -> bool:
    """Does nothing but time and place follow the cue?"""
    rest = rest.rstrip(" .!?")
    for _ in range(4):
        if not rest.strip(" ,"):
            return True
        m = _TIME.match(rest)
        if not m or not m[0]:
            return False
        rest = rest[m.end() :]
    return not rest.strip(" ,")


def _clause_after(s: str, cue: Span, speaker: Span, base: str, weak: bool) -> Found | None:
    """X said (that) …: the rest of the sentence, what stands between set aside."""
    at = cue.end
    if base in TELL and (m := _OBJECT.match(s, at)):
        at = m.end()
    that = _THAT.search(s, at, min(len(s), at + 70))
    if that and s.count(",", at, that.start()) % 2 == 0 and not _NOT_THAT.search(s[at : that.start()]):
        at = that.start()
    elif weak and not _WH.match(s, at):
        return None
    else:
        while (m := _TIME.match(s, at)) and m.end() > at and not _TO.match(s, at):
            at = m.end()
        if _BAD_START.match(s, at) and not (base in TELL and _TO.match(s, at)):
            return None
    stop = _CUT.search(s, at + 4)
    participle = _next_cue(s, at + 4)
    end = min(stop.start() if stop else len(s), participle)
    content = trim(s, Span(at, end))
    if content.end - content.start < 6:
        return None
    return Found((content,), speaker, cue, "X said that")


def _next_cue(s: str, at: int) -> int:
    """Where a comma and a further cue of the same speaker follow (", adding that")."""
    cues = load_cues()
    for m in _SECOND_CUE.finditer(s, at):
        base = cues.speech.get(m[1])
        if base and base not in cues.weak and (m[0][0] == "," or m[0].startswith(" and")):
            return m.start()
    return len(s)


def find_marked(s: str, inside: Span) -> Found | None:
    """Whose words stand in marks within a sentence: those of the subject of the nearest cue before them.

    >>> s = "Ms. Roe called the plan a shame on Monday."
    >>> s[slice(*find_marked(s, Span(24, 31)).content[0])]
    'the plan a shame'
    """
    cues = load_cues()
    best = None
    for m in _WORD.finditer(s, max(0, inside.start - 160), inside.start):
        word = m[0].lower()
        base = cues.speech.get(word, "")
        usable = base and base not in _NO_MARKS | cues.manner and word != base
        if usable and not is_noun(s, m.start(), word, base):
            best = Span(*m.span())
    if best is None or ";" in s[best.end : inside.start]:
        return None
    speaker = subject_before(s, best.start)
    if speaker is None:
        return None
    content = trim(s, Span(best.end, inside.end))
    return Found((content,), speaker, best, "words-in-marks")
