"""Who speaks, by place: the name or phrase before or after a cue, or behind "according to"."""

from __future__ import annotations

import re

from kit.annotate.quotes.tagging import Tagged
from kit.annotation import Span

__all__ = ["source_after", "subject_after", "subject_before"]

# The patterns are over the classes of tokens: see `tagging`.
_STOP = r",;:()cCTBS?!\"“”"
_BEFORE = re.compile(
    rf"(?:.*(?:[{_STOP}]|(?<![a-zA-Z])&|&(?!N)))?(?P<who>(?!n,|[xabrDPlht]+$)(?:[^{_STOP}&]|&(?=N))+?)(?<!t)"
    r"(?:\([^()]*\))?(?:,n(?=,))?(?:,[^,]*,)?(?P<and>,?[&BcC])?"  # "Roe, the mayor, said"; "Lang laughed and said"
    r"(?:[xab]|,?r|[xhV]i?a?t|i?l?DP*|l+P)*$"
)
_FIRST = re.compile(r"d(?:N(?:\.?N)*|[a-z])|p|N(?>\.?N)*+(?=[a-zVE])|w(?=[vVwxE])")
_SETTING = re.compile(r"i?(?:l*P|[DPn])+(?=.)")  # "Last month my teacher said"; "On Monday the head of parks said"
_CLAUSES = 4  # without a subject, one before another
_ALL = frozenset(["all", "everyone", "everybody", "anyone", "nobody", "none"])
_LAST = re.compile(r"(?:d[wvVEgP]{1,3}|(?<![iot])N(?:\.?N)*)$")  # "In a statement on Monday the council"
_NO_SUBJECT = re.compile(r"[ioteq].*|.*[xb].*|E")
_AFTER = re.compile(r"(?=N|[wvVgE]{1,3}N|d|[wvn]{1,2}(?:$|[oi])|p(?:[.,;]|$))(?:(?!&V)[^,;:()cCTBS?!rilDt])+")
_SOURCE = re.compile(  # "According to Ana Ruiz, a doctor at the clinic, …"
    r"(?P<who>N(?:[.o]?N)*),(?:d|r|[wv]{1,3}[oi])[^,;:S\"]{1,14}(?=,(?![rqxb&B]))|"
    r"(?P<beside>d[^,;:()S?!.rcC]{1,14},N(?:[.o]?N){1,4})(?=,(?![rqxb&Bn]))|(?P<name>(?:[^,;:()S?!.]|\.(?!$))+)"
)


def subject_before(tagged: Tagged, cue: int) -> tuple[int, int] | None:
    """The first and the last token but one of what stands before a cue as its subject.

    Before a clause without a subject ("Ana Ruiz, speaking in Tarn, said") it looks on, over four at most.
    """
    for _ in range(_CLAUSES):
        found = _stands_before(tagged, cue)
        if found is None or found[1]:
            return found
        cue = found[0]
    return None


def _stands_before(tagged: Tagged, cue: int) -> tuple[int, int] | None:
    """The same by what stands right before the cue; an end of 0 says to look on before the first token."""
    classes = tagged.classes
    first = max(0, cue - 60)
    m = _BEFORE.match(classes[first:cue])
    if m is None or (classes[cue - 1] == "t" and m.end("who") == m.end()):
        return None
    start, end = first + m.start("who"), first + m.end("who")
    if m["and"]:
        found = _FIRST.match(classes, start, end) or _FIRST.match(classes, 0, end) or _FIRST.search(classes, 0, end)
        return found.span() if found else None
    if classes[end - 1] == "p":  # "for what she called …"
        return end - 1, end
    if end - start == 1 and classes[start] == "e":  # "It said in a statement"
        return (start, end) if not start and tagged.words[0] == "it" else None
    if setting := _SETTING.match(classes, start, end):
        start = setting.end()
    if _is_participle(tagged, start):
        return _beside_participle(tagged, start, end)
    start += tagged.words[start] in ("with", "about", "over")  # ", with one user writing"
    if classes[start] in "iot" and (last := _LAST.search(classes, start, end)):
        start = last.start()
    if start > 1 and tagged.words[start - 1] == "but" and tagged.words[start - 2] in _ALL:  # "everyone but Ana Ruiz"
        start -= 2
    relative = classes.find("r", start + 1, end)  # "a man who was there"
    end = end if relative < 0 else relative
    if end - start > 19 or not classes[start].isalnum() or _NO_SUBJECT.fullmatch(classes, start, end):
        return None
    return start, end


def _is_participle(tagged: Tagged, at: int) -> bool:
    """Does a clause without a subject open here ("Speaking in Tarn", "facing a suit")? "Reed of Tarn" has none."""
    word, small = tagged.words[at], tagged.classes[at] in "gEvV"
    return word.endswith(("ing", "ed")) and tagged.classes[at + 1 : at + 2] in tuple("iotdalDPnpT" + "wN" * small)


def _beside_participle(tagged: Tagged, start: int, end: int) -> tuple[int, int] | None:
    """Who does what a clause without a subject says: behind it where it opens the sentence, else before it."""
    classes = tagged.classes
    if start and classes[start - 1] == ",":
        return start - 1, 0
    found = _FIRST.match(classes, end + 1) if classes.startswith(",", end) else None
    if found is None or classes.startswith(",", found.end()):
        return (start, end) if classes[start] == "N" else None
    return found.span()


def subject_after(tagged: Tagged, at: int) -> tuple[int, int] | None:
    """The first and the last token but one of what stands from a token on as the subject of the cue before it."""
    m = _AFTER.match(tagged.classes, at)
    if m is None or any(c in "xb" for c in m[0]):  # "said the dam was old"
        return None
    return m.start(), m.end() - m[0].endswith(".")


def source_after(tagged: Tagged, at: int) -> tuple[Span, int] | None:
    """Who follows "according to" as its source, and the token behind what is said of them between commas.

    >>> from kit.annotate.quotes.tagging import tag
    >>> tagged = tag("According to Ana Ruiz, a baker, bread is dear.")
    >>> who, end = source_after(tagged, 2)
    >>> tagged.text[slice(*who)], tagged.words[end:]
    ('Ana Ruiz', [',', 'bread', 'is', 'dear', '.'])
    """
    m = _SOURCE.match(tagged.classes, at)
    if m is None:
        return None
    return tagged.span(*m.span(m.lastgroup or 0)), m.end()
