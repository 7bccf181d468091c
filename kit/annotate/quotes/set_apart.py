"""Speech that a page set apart, and that lost its marks and its indent: led up to, signed below, or under a heading."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache

from kit.annotate.quotes.attribution import moved
from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.drafts import Draft
from kit.annotate.quotes.tagging import tag
from kit.annotation import Span
from kit.lexicons import alternation
from kit.lexicons.speakers import load_speakers
from kit.segment.blocks import stripped
from kit.segment.sentence_words import STARTERS

__all__ = ["DASH", "find_set_apart", "led_up"]

DASH = re.compile(
    r"\s{0,3}(?:—|–|--|-)\s?(?P<who>[A-Z][\w.’'-]{0,60}(?: [\w.’'-]{1,60}){0,4}(?:, [^\n]{1,80})?)\s*(?:\n|$)"
)
_WORD = re.compile(r"[a-z]+")
_SUBJECT = re.compile(  # "The poet Wyn Roe wrote of it:", and then the words
    r"\b(?P<who>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*(?:(?<=[’']s)(?:\s[a-z]+){1,3})?|[Ss]?[Hh]e|[Tt]hey|[Ii]t|"
    r"(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]n?)(?:\s[a-z’'-]+){1,4})(?:,[^,:]{1,60},)?\s(?:[a-z]+ly\s|also\s|then\s)?$"
)
_LEAD = 160  # code points of a paragraph that leads up to a block quote
_LONGEST = 12  # blocks of one speech
_HEADING = 90  # code points
_ONE_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Dd]ear)\b")
_WHOLE = re.compile(r"\b(?:full|own words|[Ww]hat)\b")
_LISTED = re.compile(r"[-*•–—▪·]|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s")
_ENDS = re.compile(r"[.!?…][)\]’'”\"]*$")
_OTHERS = re.compile(r"[Np]a?V")  # over classes: see `tagging`


@cache
def _heading() -> re.Pattern[str]:
    """Headings over somebody's words: "Here’s what Ana Ruiz said", "Ana Ruiz’s statement in full"."""
    spoken = [*load_cues().sources, "speech", "remarks", "address", "apology", "response", "reply", "words"]
    said = alternation(spoken + [word.capitalize() for word in spoken])
    return re.compile(
        rf"(?:(?:Here(?:[’']s| is)|This is|Read|In full:) )?[Ww]hat {_name(1)} (?:said|wrote|posted|tweeted|had to say|"
        rf"told (?:the )?[\w ]{{2,30}})(?: (?:in|about|on|to|of|at) [^:.?!]{{2,60}})?:?|"
        rf"(?:(?:R(?:ead|EAD)|Full text|In full):? )?{_name(2)}(?:[’']s|(?<=s)[’'])(?: full)?(?: [a-z-]+)? (?:{said})"
        r"(?: (?:to|on|about) [^:.?!]{2,40}?)?"
        rf"(?:,? in (?:full|(?:his|her|their) own words)|: full text)?:?|"
        rf"(?:(?:The |A )?[Ff]ull )?(?:text of )?(?:{said}) (?:from|by|of) (?:the )?{_name(3)}(?:,? in full)?:?"
    )


def _name(number: int) -> str:
    """A name, in a group of its own."""
    return rf"(?P<who{number}>[A-Z][\w.-]*(?:[’'][A-Z]\w*)?(?: (?:[a-z]{{2,3}} )?[A-Z][\w.-]*){{0,3}})"


def find_set_apart(text: str, blocks: Sequence[Span], taken: Container[int]) -> Iterator[tuple[int, Draft]]:
    """The blocks that are somebody's words though nothing marks them, each with its draft, but for those ``taken``."""
    first = [_ONE_PERSON.search(text, *block) is not None for block in blocks]
    opens = first.index(True) if True in first else len(blocks)
    end = 0
    for at, block in enumerate(blocks):
        if at < end or at in taken:
            continue
        if at + 1 < len(blocks) and (lead := _lead(text, block, first[at + 1])):
            rule, who, cue = lead
            own = opens < at  # an author who says "I" cannot be told from them
            end = _speech_end(text, blocks, first, taken, at + 1, who, own)
            for i in range(at + 1, end):
                yield i, Draft(*blocks[i], rule, who, cue)
        elif signed := _signed(text, blocks, first, at):
            words, who = signed
            if _plain(text, words):
                yield at, Draft(*words, "signed-below", who)


def _lead(text: str, block: Span, first_person: bool) -> tuple[str, Span, Span | None] | None:
    """What shows that the words of another follow: the rule, who it is, and the cue."""
    who, cue = led_up(text, block)
    if who:
        return "led-up", who, cue
    m = _heading().fullmatch(text, *block) if block.end - block.start <= _HEADING else None
    if m is None:
        return None
    group = next(name for name, words in m.groupdict().items() if words)
    plain = _WHOLE.search(m[0]) is not None or first_person  # over "Ana Ruiz’s report" there may stand the author's own
    return ("headed", Span(*m.span(group)), None) if plain and m[group].split()[0] not in STARTERS else None


def led_up(text: str, block: Span) -> tuple[Span, Span] | tuple[None, None]:
    """The speaker and the cue of a sentence that ends a block with a colon."""
    lead = text[max(block.start, block.end - _LEAD) : block.end]
    shift = block.end - len(lead)
    cues = load_cues()
    for cue in _WORD.finditer(lead if lead.endswith(":") else ""):
        base, behind = cues.speech.get(cue[0], ""), _WORD.match(lead, cue.end() + 1)
        twice = behind is not None and behind[0] in cues.speech  # "Her post reads:"
        if not base or twice or base in cues.deciding or "." in lead[cue.end() :]:
            continue
        if who := _SUBJECT.search(lead, 0, cue.start()):
            return moved(who.span("who"), shift), moved(cue.span(), shift)
    return None, None


def _speech_end(
    text: str,
    blocks: Sequence[Span],
    first: Sequence[bool],
    taken: Container[int],
    at: int,
    who: Span,
    own: bool,
) -> int:
    """Behind the last block of a speech that begins in one: the next goes on only where it plainly says "I" or "we"."""
    name = text[slice(*who)].split()[-1]

    def goes_on(i: int) -> bool:
        free = i < min(len(blocks), at + _LONGEST) and i not in taken
        return free and _plain(text, blocks[i]) and not _of_author(text, blocks[i], name)

    if not goes_on(at):
        return at
    end = at + 1
    while not own and goes_on(end) and (first[end] or (goes_on(end + 1) and first[end + 1])):
        end += 1
    return end


def _plain(text: str, block: Span) -> bool:
    """Is a block prose without marks of its own, that may be somebody's words?"""
    words = text[slice(*block)]
    return (
        words[0] not in "“\"‘«„'"
        and not _LISTED.match(words)
        and words.count(" ") > 2
        and _ENDS.search(words) is not None
    )


def _of_author(text: str, block: Span, name: str) -> bool:
    """Is a block the author's, who names the speaker, or says what somebody says?"""
    words = text[slice(*block)]
    if name[:1].isupper() and re.search(rf"\b{re.escape(name)}\b", words):
        return True
    tagged = tag(words)
    return any(tagged.words[m.start()] not in ("i", "we", "you") for m in _OTHERS.finditer(tagged.classes))


def _signed(text: str, blocks: Sequence[Span], first: Sequence[bool], at: int) -> tuple[Span, Span] | None:
    """The words that a line below signs with a dash and a name, and who that is."""
    block, below = blocks[at], at + 1
    line = text.rfind("\n", *block)
    if line > 0 and (m := DASH.fullmatch(text, line, block.end)):
        words = stripped(text, block.start, line)
    elif below < len(blocks) and (m := DASH.fullmatch(text, *blocks[below])):
        words, below = block, below + 1
    else:
        return None
    name, _, role = m["who"].partition(", ")
    if not _is_person(name):
        return None
    ends = below >= len(blocks)  # where an author may sign
    others = first.count(True) > first[at] if ends else True
    sure = not others if ends and first[at] else first[at] or (bool(role) and not ends)
    return (words, Span(*m.span("who"))) if sure else None


def _is_person(name: str) -> bool:
    """Is a name that of a person, in two words or more, and no agency?"""
    words, lists = name.split(), load_speakers()
    capitals = all(word[0].isupper() or len(word) < 4 for word in words)
    return len(words) > 1 and capitals and words[0].lower() not in lists.page and words[-1] not in lists.never_last
