"""Who speaks, without a parser: the name or phrase before or after a cue."""

from __future__ import annotations

import re

from kit.annotate.quotes.skeleton import SIGNS
from kit.annotation import Span

__all__ = ["source_after", "subject_after", "subject_before", "trim"]

_AUXILIARY = re.compile(
    r"(?:^|\s)(?:has|have|had|also|later|then|once|recently|again|is|was|were|are|be|been|being|will|would|could|"
    r"should|may|might|can|did|does|do|not|never|often|still|just|even|further|who|to|didn[’']t|doesn[’']t|don[’']t|"
    r"[a-z]+ly|went on|continued|used|liked|likes|loved|loves|tends|tended|today|"
    r"yesterday|tonight|(?:has |have )?declined|refused|failed|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: night| morning| evening| afternoon)?|"
    r"(?:last|this) (?:night|week|month|year|morning|evening))$"
)
_ASIDE_LAST = re.compile(r"\s?\([^()]{1,60}\)$")  # "Roe (Ind., Ashwell) said"
_WHEN_FIRST = re.compile(  # "Last month my teacher said"; "22:15 Roe said"
    r"(?:(?:[Ll]ast|[Tt]his|[Oo]ne) (?:night|week|month|year|day|time|morning|evening|spring|summer|autumn|fall|winter|"
    r"\w+day)|[Yy]esterday|[Tt]oday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d[\d:.]*(?:am|pm)?)\s+(?=[\w@])"
)
_REACH = 48  # characters: no adverb or auxiliary is longer
_EDGE = re.compile(
    rf"[;:—–()\[\]{SIGNS}]|\s-{{1,2}}\s|,\s|\b(?=[TtBbAaWwIiSs])(?i:that|what|but|and|because|while|when|although|though|if|"
    r"whether|so|where|after|before|as|than|since)\s"
)
_PRONOUNS = frozenset(["he", "she", "they", "I", "we"])
_AND_LAST = (" and", " but", " or")
_FIRST_NOUN = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y) [a-z-]+|(?:s?he|they|we)(?= )|[a-z]{4,}s(?= [a-z])|"
    r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*(?= [a-z])"
)
_NOT_SUBJECT = re.compile(
    r"(?:if|whether|when|where|[a-z]+ed|it|this|that|there|what|which|and|but|to|in|on|at|by|for|of|with|from|as)?$",
    re.I,
)
_VERB_INSIDE = re.compile(
    r"(?:^|\s)(?:is|are|was|were|does|do|did|has|have|will|would|can|could|deserves?)"
    r"(?:\s|$)",
    re.I,
)
_VERB_AFTER = re.compile(r"\s(?:is|are|was|were|has|have|had|will|would|can|could)\s")  # "said the dam was old"
_RELATIVE = re.compile(r",?\s(?:who|whose)\s")
_PREPOSITION = re.compile(r"(?:to|by|of|in|on|at|with|for|from)\s", re.I)
_LAST_PHRASE = re.compile(  # "In a statement on Monday the council"
    r"\s(?P<who>(?:the|an?|his|her|its|their|one) (?:(?!(?:the|an?|his|her|its|their|of|to|in|on)\b)"
    r"[a-z’'-]+ ){0,2}[a-z-]+|(?<!\bof )(?<!\bat )(?<!\bin )(?<!\bto )(?<!\bfor )(?<!\bon )(?<!\bby )"
    r"(?!\w+day\b|[A-Z][a-z]+ber\b|January|February|March|April|May|June|July|August)"
    r"[A-Z][\w.’'&-]*(?: [A-Z][\w.’'&-]*)*)$"
)
_SOURCE = re.compile(r",\s|\.$|;|[?!]$|\)|\s[—–]\s")
_SOURCE_ASIDE = re.compile(  # "According to Ana Ruiz, a doctor at the clinic, …"
    r"[A-Z][\w.’'-]*(?:\s(?:of\s|de\s|van\s)?[A-Z][\w.’'-]*)*(?P<aside>,\s(?:an?\s|who\s|(?:the\s|lead\s|chief\s)?[a-z]+\s"
    r"(?:of|at|for|with|from)\s)[^,;:“”\"()]{2,80})(?=,\s(?!(?:which|who|where|and|but|or|is|are|was|were|has|will)\b))"
)
_NO_NOUN = (
    "on|in|at|to|of|from|during|by|for|with|about|after|before|that|when|if|as|and|but|or|so|while|because|who|then|late|"
    "later|early|earlier|last|this|next|via|through|only|just|not|again|also|both"
)
_NAME_NEXT = re.compile(  # "says lead author Mei Roe"
    rf"\s+(?=[A-Z]|@\w|(?:(?!(?:{_NO_NOUN})\b)[a-z-]+ ){{1,3}}[A-Z][a-z]|"
    r"the |a |an |one |another |his |her |its |their |(?:he|she|they|one|another|others|some)(?=[.,;]|$))"
)
_SOURCE_LAST = re.compile(  # as in a headline: "…, says watchdog"
    r"\s+(?=(?:\w+ )?(?:police|officials|experts|report|study|poll|watchdog|minister|council|family|mother|father)$)"
)
_AFTER_NAME = re.compile(
    rf",|;|:|[{SIGNS}]|\s[—–-]+\s|\.$|[?!]|\s(?:in|on|during|at|who|after|when|while|as|about|before|that|to|with|"
    r"following|from|by|(?:last|this) \w+|\w+day|and (?:said|told))\b"
)


def subject_before(s: str, cue: int) -> Span | None:
    """The name or phrase that stands before a cue as its subject."""
    left = s[:cue].rstrip()
    cut = ""
    while m := _AUXILIARY.search(left, max(0, len(left) - _REACH)):
        left, cut = left[: m.start()].rstrip(), m[0].strip()
    if cut == "to":  # "a film that wants to say"
        return None
    if m := _ASIDE_LAST.search(left, max(0, len(left) - 64)):
        left = left[: m.start()]
    aside = left.endswith(",")
    if aside:  # "Roe, the mayor, said"
        comma = left.rfind(", ", 0, len(left) - 1)
        if comma < 0 or len(left) - comma > 140:
            return None
        left = left[:comma]
    edge = 0
    for m in _EDGE.finditer(left):
        if (
            m[0].strip().lower() == "and"
            and re.search(r"[A-Za-z]\s$", left[: m.start()])
            and left[m.end() :][:1].isupper()
        ):
            continue
        edge = m.end()
    last = left.rfind(" ") + 1
    if left[last:] in _PRONOUNS:
        edge = max(edge, last)  # "for what she called …"
    start = edge + len(left[edge:]) - len(left[edge:].lstrip())
    if left.endswith(_AND_LAST, start):  # "Lang laughed and said"
        first = _FIRST_NOUN.match(left, start) or _FIRST_NOUN.match(left)
        return Span(*first.span()) if first else None
    start, words = _without_setting(left, start)
    if not words or words.count(" ") > 18 or not (words[0].isalnum() or words[0] == "@"):
        return None
    if words == "It" and not start:  # "It said in a statement"
        return Span(start, start + 2)
    if _NOT_SUBJECT.fullmatch(words) or _VERB_INSIDE.search(words) or _PREPOSITION.match(words):
        return None
    return Span(start, start + len(words))


def _without_setting(left: str, start: int) -> tuple[int, str]:
    """Where the words of a subject begin, and what they are, without when or where it speaks or a clause behind it."""
    if m := _WHEN_FIRST.match(left, start):
        start = m.end()
    start += 5 * left.startswith("with ", start)  # ", with one user writing"
    words = left[start:]
    if (first := _PREPOSITION.match(words)) and (m := _LAST_PHRASE.search(left, start + first.end())):
        start = m.start("who")
        words = left[start:]
    if relative := _RELATIVE.search(words):  # "a man who was there"
        words = words[: relative.start()]
    return start, words


def source_after(s: str, at: int) -> tuple[Span, int] | None:
    """Who follows "according to" as its source, and where what is said of them between commas ends.

    >>> s = "According to Ana Ruiz, a baker, bread is dear."
    >>> s[slice(*source_after(s, 13)[0])]
    'Ana Ruiz'
    """
    if aside := _SOURCE_ASIDE.match(s, at):
        return Span(at, aside.start("aside")), aside.end()
    stop = _SOURCE.search(s, at)
    end = stop.start() if stop else len(s.rstrip(" ."))
    return (Span(at, end), end) if end > at else None


def subject_after(s: str, cue: int) -> Span | None:
    """The name or phrase that follows a cue as its subject ("said the mayor")."""
    m = _NAME_NEXT.match(s, cue) or _SOURCE_LAST.match(s, cue)
    if not m:
        return None
    stop = _AFTER_NAME.search(s, m.end())
    end = stop.start() if stop else len(s.rstrip(" ."))
    return Span(m.end(), end) if end > m.end() and not _VERB_AFTER.search(s, m.end(), end) else None


def trim(s: str, span: Span) -> Span:
    """A span without the white space and commas at its edges."""
    start, end = span
    while start < end and s[start] in " ,;:—–-":
        start += 1
    while end > start and s[end - 1] in " ,;:—–-":
        end -= 1
    return Span(start, end)
