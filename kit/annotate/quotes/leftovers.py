"""Who speaks by the words right beside a quotation, where no word of saying tells."""

from __future__ import annotations

import re
from typing import NamedTuple

from kit.annotate.quotes.marks import Mark
from kit.annotate.quotes.skeleton import split_sentences
from kit.annotate.quotes.subjects import subject_after
from kit.annotate.quotes.tagging import tag
from kit.annotation import Span

__all__ = ["Beside", "beside"]

_NAMED = re.compile(
    r"(?<![\w’'-])(?<![A-Z] )(?![A-Z]+ [A-Z]+:)([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}|"
    r"(?:Her|His|Their|My|Our|Another|One) (?:[a-z’'-]+ )?(?!verdict|answer|reply|response|message|advice|reason|"
    r"conclusion|motto|words|argument|question|explanation|comment|point|statement|plea|view|opinion)[a-z’'-]+)"
    r"(?: \([\w.-]+\))?:\s?$"
)
_LIKE = re.compile(  # "And she was like, “No.”"
    r"\b(?P<who>I|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Oo]ur)(?: [a-z]+){1,2}|"
    r"[A-Z][\w-]+)(?:\s(?=[a-z])|(?=[’']))"
    r"(?P<cue>(?:am|is|are|was|were|[’'](?:m|s|re))(?: just)?(?: all like| like| all)|goes|went),?\s$"
)
_LEADS_UP = re.compile(  # "Ruiz waves this away: “It holds.”"
    r"(?:^|[.!?…][”\"’)]*\s)(?!(?:The|An?|It|This|That|These|Those|There|Here|In|On|At|But|And|Then|When|As|One|What|"
    r"Some|For|To|From|By|If|So|\w+day)\b)(?P<who>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}) [a-z]+[^.!?:“”\"]{0,60}:\s$"
)
_VERB = re.compile(r"\s(?P<cue>[a-z]{3,}(?:ed|s))(?=\s)")  # "“Out!” stormed Ana Ruiz"
_NAME_VERB = re.compile(  # "“It is bacon,” Roe confides."
    r"\s(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}|he|she) (?P<cue>[a-z]{3,}(?:ed|s))"
    r"(?=[.,;:]|\s(?:on|in|at|with|to|as|when|while|after|from)\b|$)"
)
_REACH = 60  # characters before a quotation
_AHEAD = 160


class Beside(NamedTuple):
    """The rule by which words beside a quotation name its speaker, who that is, and the cue."""

    rule: str
    speaker: Span
    cue: Span | None


def beside(text: str, block: Span, mark: Mark) -> Beside | None:
    """Who speaks by a name before a colon, by "was like", or by a verb of any kind and a name behind the marks.

    >>> text = "“Out!” stormed Ana Ruiz."
    >>> found = beside(text, Span(0, len(text)), Mark(0, 6, Span(1, 5), "double", "closed", 0))
    >>> text[slice(*found.speaker)]
    'Ana Ruiz'
    """
    first = max(block.start, mark.start - _REACH)
    if m := _NAMED.search(text, first, mark.start):
        return Beside("introduced", Span(*m.span(1)), None)
    lead = text[max(block.start, mark.start - _AHEAD) : mark.start]
    m = _LEADS_UP.search(lead)
    if m and (m.start() or len(lead) == mark.start - block.start):  # not from amid a sentence
        return Beside("introduced", Span(*(mark.start - len(lead) + at for at in m.span("who"))), None)
    if m := _LIKE.search(text, first, mark.start):
        return Beside("X said, quotation", Span(*m.span("who")), Span(*m.span("cue")))
    if text[mark.inner.end - 1] not in ",?!":
        return None
    if m := _NAME_VERB.match(text, mark.end, block.end):
        return Beside("quotation, X said", Span(*m.span("who")), Span(*m.span("cue")))
    if m := _VERB.match(text, mark.end, block.end):
        behind = text[m.end() : min(block.end, m.end() + _AHEAD)].replace("\n", " ")
        behind = behind[: split_sentences(behind)[0].end]
        tagged = tag(behind)
        if place := subject_after(tagged, 0):
            who = tagged.span(*place)
            return Beside("quotation, said X", Span(m.end() + who.start, m.end() + who.end), Span(*m.span("cue")))
    return None
