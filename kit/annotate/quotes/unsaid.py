"""What somebody is said not to have said: by what stands before the cue, or by who is named as its speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.drafts import Draft
from kit.annotation import Span

__all__ = ["declines", "how_unsaid", "says_nobody"]

_REACH = 120  # code points before a cue
# Adverbs and helping verbs that leave a "not" in force; "not just said" and "did not only say" are said.
_THROUGH = (
    r"(?:(?:ever|once|yet|even|quite|also|have|having|has|had|been|be|going to|at any (?:time|point|stage)|"
    r"(?!(?:on|mere|simp|sole|pure|exclusive)ly\b)[a-z]+ly)\s)"
)
_WISHES = r"(?:(?:want|wish|dare|care|bother|choose|mean|intend|plan)(?:ed|s)?\sto\s)"
_OR = r"(?:[a-z]+\s(?:or|nor)\s)?"  # "did not confirm or deny"
_NOT = re.compile(
    r"\b(?P<not>not|never|(?:\w+n|wo|ca)[’']t|cannot|no longer|nor|yet to|(?:declin|refus|fail)(?:e|ed|es|s|ing)? to|"
    rf"neither)\s{_WISHES}?{_THROUGH}{{0,3}}{_OR}$",
    re.I,
)
_NOT_DOING = re.compile(  # "denied ever saying", "without having said"
    r"\b(?P<not>without|den(?:y|ied|ies|ying)|avoid(?:ed|s|ing)?|(?:stop|stopped|stops|fell|falls|just) short of|"
    rf"(?:refrain|shie[sd] away|held back|abstain|shrank|shrink)[a-z]* from)\s{_THROUGH}{{0,3}}$",
    re.I,
)
_DECLINES = re.compile(rf"\b(?:declin|refus)(?:e|ed|es|ing)\sto\s{_THROUGH}{{0,2}}$", re.I)
# "At no point did Ruiz say", "Nor has she said"; but "Never before has she said" is said
_TURNED = re.compile(
    r"(?:^|[.!?;:,—–]\s|\band\s)(?P<not>(?:at no (?:time|point|stage)|never(?! before)|nowhere|nor|neither|"
    r"under no circumstances|in no way)(?:[^,.;:!?]{0,30})?\s(?:did|has|have|had|does|do|would|will))\s"
    r"[^,.;:!?]{1,60}$",
    re.I,
)
_UNTRUE = re.compile(
    r"\b(?P<not>(?:it (?:is|was)|it[’']s) (?:not true|untrue|false|a myth|wrong to say)) that\s[^,.;:!?]{1,60}$", re.I
)
_NOBODY = re.compile(r"(?:nobody|no[- ]?one|none|neither|not (?:one|a single)|no(?=\s[a-z])|few if any)\b(?!\.)", re.I)
_SAYING = re.compile(r"(?:[a-z]+ly\s|ever\s){0,2}(?P<verb>having(?:\sever)?\s[a-z]+|[a-z]+ing)\s")
_AFTER = re.compile(
    r"[”\"’']?,?\s(?:is|was|were) (?P<not>(?:not|never) (?:what|something(?: that)?|words(?: that)?))\s"
)
_OF_NO_VERB = frozenset(["noun", "according-to"])
# They are held as much as said: "did not think it safe" tells what somebody thinks.
_HELD = frozenset(["think", "believe", "agree", "disagree", "find", "hold"])


def says_nobody(words: str) -> bool:
    """Is a speaker nobody at all ("no one", "none of the farmers", "neither Ruiz nor Holm", "no official")?

    >>> says_nobody("No official"), says_nobody("No. 10"), says_nobody("North Hall")
    (True, False, False)
    """
    return _NOBODY.match(words) is not None


def declines(text: str, block: Span, cue: Span) -> bool:
    """Does somebody decline to say it, so that there is no speech at all?"""
    return _DECLINES.search(text, max(block.start, cue.start - _REACH), cue.start) is not None


def how_unsaid(text: str, blocks: Sequence[Span], draft: Draft) -> str:
    """Why the words of a draft were not said, as the text has it; nothing where they were.

    >>> text = "Ana Ruiz never said the dam was safe."
    >>> how_unsaid(text, [Span(0, 37)], Draft(20, 36, "clause", Span(0, 8), Span(15, 19)))
    'Not said: “never” stands before the cue “said”.'
    """
    if draft.speaker and says_nobody(text[slice(*draft.speaker)]):
        return f"Not said: “{text[slice(*draft.speaker)]}” is nobody."
    if draft.cue is None:
        return ""
    cue, start = text[slice(*draft.cue)], _sentence(text, blocks, draft.cue.start)
    base = load_cues().verbs.get(cue.split()[0].lower(), "")
    if draft.rule in _OF_NO_VERB or base in _HELD:
        return ""
    if denied := _denied(text, draft, base):
        return denied
    m = _NOT.search(text, start, draft.cue.start)
    if m is None and (cue.endswith("ing") or text.endswith("having ", 0, draft.cue.start)):
        m = _NOT_DOING.search(text, start, draft.cue.start)
    m = m or _TURNED.search(text, start, draft.cue.start) or _UNTRUE.search(text, start, draft.cue.start)
    m = m or (_AFTER.match(text, draft.end) if draft.cue.start > draft.end else None)
    return f"Not said: “{' '.join(m['not'].split())}” stands before the cue “{cue}”." if m else ""


def _sentence(text: str, blocks: Sequence[Span], at: int) -> int:
    """Where to begin to look before a cue: no further back than its block."""
    n = bisect_right(blocks, (at + 1,)) - 1
    return max(blocks[n].start if n >= 0 else 0, at - _REACH)


def _denied(text: str, draft: Draft, base: str) -> str:
    """The reason where a denial names the saying ("denied saying “never”", "denied that she ever said so")."""
    assert draft.cue is not None
    if base != "deny" or draft.start < draft.cue.end:
        return ""
    m = _SAYING.match(text, draft.cue.end + 1, min(draft.end, draft.cue.end + 60))
    if m is None or m["verb"].split()[-1] not in load_cues().speech:
        return ""
    return f"Not said: “{text[slice(*draft.cue)]} {m['verb']}”."
