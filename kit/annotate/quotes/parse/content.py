"""What a cue says was said, in a parsed sentence: a clause, a deed, an object, a short answer, the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.objects import is_thing
from kit.annotate.quotes.parse.tree import FINITE, child, has_tense, has_to, span_of, subtree, word_span
from kit.annotate.quotes.tagging import tag
from kit.annotation import Span
from kit.lexicons import alternation, load_calendar, word_set

__all__ = ["after_preposition", "before_setting", "content_of"]

_WITH = word_set("of for as about against from")
_UNNAMED = word_set("named identified quoted")  # "asked not to be named" is how they spoke, not what they said
_MOODS = word_set("would could might should")
_ANSWERS = word_set("yes no so same much")
_SETTINGS = word_set("as when while after before asked speaking")
_LEADS_ON = tuple("iotcCDalP&rq")  # classes of words that open a time, a place or a clause: see `tagging`


@cache
def _when() -> re.Pattern[str]:
    """Where it begins to be told when or where something was said."""
    calendar = load_calendar()
    periods = alternation([*calendar.days, *calendar.seasons, "week", "month", "year"])
    said_in = alternation([*load_cues().sources, "interview", "speech", "rally", "debate", "news conference", "forum"])
    return re.compile(
        rf"\s(?:during|on (?:the )?condition|before|after|when|while|(?:on |last |this |earlier ){periods}|"
        rf"(?:in|at|on) (?:an?|the|his|her|their) (?:[\w-]+ )?{said_in})\b"
    )


def content_of(token: Any, base: str, text: str, *, thought: bool, has_speaker: bool) -> tuple[list[Span], str]:
    """What a verb of saying reports, and by which rule; ``base`` is its base form."""
    cues = load_cues()
    weak = base in cues.weak
    rule = "thought" if thought else "clause"
    deed = _deed(token, base)
    if (content := _clause(token, base, weak, text)) and not (deed and content[-1].end < token.idx):
        return content, rule
    if (not weak or token.dep_ == "parataxis" or base in cues.showing) and (content := _main_clause(token)):
        return content, "content, X said"
    if not weak and (content := _behind_that(token)):
        return content, rule
    if content := deed or (_short_answer(token) if base in ("say", "explain") else []):
        return content, rule
    if has_speaker and not thought:
        named = _object(token, base, text) if base in cues.objects else []
        content = [s for s in named if not is_thing(base, text[slice(*s)])] or _about(token, base)
        return [*_relative(token, content), *content], "object"
    return [], ""


def _clause(token: Any, base: str, weak: bool, text: str) -> list[Span]:
    """The clause that a verb takes; of a relative one ("which, she said, works") also the word that opens it."""
    infinitive = base in load_cues().infinitive
    if base == "show" and token.dep_ != "xcomp" and child(token, "nsubj") is None:
        return []  # "met to show how the dam works" tells of a deed
    clauses = [
        c
        for c in token.children
        if (c.dep_ == "ccomp" or (base == "ask" and c.dep_ == "advcl" and c.left_edge.lower_ in ("if", "whether")))
        and (c.i > token.i or not (weak or ";" in text[span_of(c).end : token.idx]))
        and (infinitive or _is_finite(c))
    ]
    if not clauses:
        return []
    after = [c for c in clauses if c.i > token.i]
    spans = [s for clause in after or clauses for s in _around(clause, token)]
    opening = [s for s in spans if s.end <= token.idx][:1] if token.dep_ == "relcl" else []
    kept = [s for s in spans if s.start > token.idx] or spans
    whole = Span(min(s.start for s in kept), max(s.end for s in kept))
    if not weak and not infinitive:
        whole = _close_gap(token, whole, text)
    if that := [t for c in after for t in c.children if t.dep_ == "mark" and t.lower_ == "that"]:
        whole = Span(max(whole.start, that[0].idx), whole.end)  # not those who are told
    # "If it rains, she said, it will hold": the condition is hers
    provided = [c for c in token.children if c.dep_ == "advcl" and c.i < token.i and c.left_edge.lower_ == "if"]
    return [*opening, *map(span_of, provided), _with_tail(token, whole)]


def _is_finite(clause: Any) -> bool:
    """Is there a verb in a tense in a clause? "found it easy" has none. A past tense may be taken for a participle."""
    unsure = clause.tag_ == "VBN" and clause.i < clause.head.i and child(clause, "nsubj") is not None
    return unsure or any(t.tag_ in FINITE or (t.dep_ == "mark" and t.lower_ == "that") for t in subtree(clause))


def _behind_that(cue: Any) -> list[Span]:
    """A clause whose "that" a parser takes for a preposition ("noting that at one point she had lost")."""
    that = cue.doc[min(cue.i + 1, len(cue.doc) - 1)]
    lost = that.lower_ == "that" and that.dep_ == "prep"
    return [span_of(that)] if lost and any(t.tag_ in FINITE for t in subtree(that)) else []


def _around(clause: Any, cue: Any) -> list[Span]:
    """The words under a clause; where the cue stands inside them ("which, he said, works"), those on both sides."""
    left, right = clause.left_edge, clause.right_edge
    if not left.i < cue.i < right.i:
        return [span_of(clause)]
    own = {t.i for t in subtree(clause)}
    before = [t for t in clause.doc[left.i : cue.i] if t.i in own]
    after = [t for t in clause.doc[cue.i + 1 : right.i + 1] if t.i in own]
    return [Span(part[0].idx, part[-1].idx + len(part[-1])) for part in (before, after) if part]


def _with_tail(cue: Any, content: Span) -> Span:
    """A clause with what follows "and" in the mood of report ("said it worked, and would go on working")."""
    for c in cue.children:
        mood = child(c, "aux") if c.dep_ == "conj" and child(c, "nsubj") is None else None
        if mood is not None and mood.lower_ in _MOODS and c.idx > content.end:
            return Span(content.start, span_of(c).end)
    return content


def _close_gap(cue: Any, content: Span, text: str) -> Span:
    """A clause taken back to its cue, where the parser has cut off its beginning."""
    end = cue.idx + len(cue)
    gap = text[end : content.start].lower()
    opens = tag(gap).classes[:1]
    return Span(end + 1, content.end) if opens.isalpha() and opens not in _LEADS_ON else content


def _deed(token: Any, base: str) -> list[Span]:
    """What somebody is to do ("vowed to stay"), or a deed in -ing ("suggested waiting")."""
    cues = load_cues()
    deeds = [c for c in token.children if c.dep_ == "xcomp"]
    wanted = [c for c in deeds if base in cues.infinitive and has_to(c) and c.lower_ not in _UNNAMED]
    wanted = wanted or [c for c in deeds if base in cues.gerund and c.tag_ == "VBG"]
    spans = [s for c in wanted for s in _around(c, token)]
    who = child(token, "dobj") if base in cues.asking else None
    if spans and who is not None and token.idx < who.idx < spans[0].start:  # "urged the mayor to stay"
        spans[0] = Span(span_of(who).start, spans[0].end)
    return spans


def _short_answer(token: Any) -> list[Span]:
    """She said yes; he said no to the plan; they said the same of it, or as much; she did not say why."""
    for c in token.children:
        bare = c.tag_ == "WRB" and c.i + 1 < len(c.doc) and c.nbor(1).is_punct
        if (bare or c.lower_ in _ANSWERS) and c.i > token.i:
            ends = [span_of(t).end for t in (c, *token.children) if t is c or t.dep_ == "prep"]
            return [Span(span_of(c).start, max(ends))]
    return []


def _main_clause(token: Any) -> list[Span]:
    """The statement that an attribution stands beside ("It works, she said"; "As she noted, it works")."""
    head, own, doc = token.head, span_of(token), token.doc
    whole = span_of(head)
    parts = [Span(whole.start, own.start), Span(own.end, whole.end)]
    if not _set_off(token) or token.tag_ == "VB":  # "(think of a dam)" asks the reader
        return []
    if token.dep_ == "advcl" and any(c.lower_ == "as" and c.i < token.i for c in token.children):
        told = [c for c in token.children if (c.dep_ in ("dobj", "xcomp") and c.lower_ != "it") or c.lower_ == "to"]
        kept = [p for p in parts if p.end - p.start > 6 and not told]  # more than "But"
        return kept[:1] if kept and has_tense(doc, kept[0]) else kept
    if token.dep_ == "conj" and token.tag_ in FINITE and child(token, "nsubj") is not None:
        return parts[:1] if child(head, "cc") is None else []  # "It works, a poll finds"
    if token.dep_ not in ("parataxis", "ccomp"):
        return []
    kept = [p for p in parts if p.end - p.start > 3]
    if kept and kept[-1].start >= own.end:
        words = [t for t in doc if t.idx >= own.end and t.is_alpha][:2]
        after = words[-1] if words and words[0].tag_ == "CC" else words[0] if words else None
        if after is None or after.tag_ in ("VBG", "VBD") or tag(after.lower_).classes in ("i", "c", "C", "t", "o"):
            kept = [p for p in kept if p.start < own.end]  # "…, she said, and turned to her notes": a deed, no words
    return [p for p in kept if _states(doc, p)]


def _states(doc: Any, span: Span) -> bool:
    """Is a stretch a statement, with a verb of its own, and no mere setting ("In May", "As it happens")?"""
    first = next((t for t in doc if span.start <= t.idx < span.end and not t.is_punct), None)
    return first is not None and first.lower_ not in _SETTINGS and (has_tense(doc, span) or span.start > 3)


def _set_off(token: Any) -> bool:
    """Is an attribution set off from the statement beside it by a comma or a dash ("It works, she said")?"""
    first = token.left_edge
    if token.dep_ == "ccomp" and (first.i <= token.head.left_edge.i or child(token, "mark") is not None):
        return False
    return bool(token.i < token.head.i or first.i == 0 or first.nbor(-1).is_punct or first.is_punct)


def _object(token: Any, base: str, text: str) -> list[Span]:
    """What a cue names as said, in few words ("denied the charge", "called it a shame"): its objects and what goes
    with them, but neither when nor where it was said."""
    objects = [c for c in token.children if c.dep_ in ("dobj", "oprd", "attr", "ccomp", "dative") and c.i > token.i]
    like = base in load_cues().like
    if not objects or (has_to(token) and base not in load_cues().calling and not like):
        return []
    with_it = [c for c in token.children if c.i > token.i and _goes_with(c, base)]
    if (like or (base == "describe" and has_to(token))) and not any(c.lower_ == "as" for c in with_it):
        return []
    if base == "call" and (objects[0].lower_ == "attention" or objects[0].lower_.endswith(("self", "selves"))):
        return []  # "a man calling himself Roe"
    named = token.dep_ == "relcl" or any(t.tag_ in ("WP", "WDT") for t in subtree(token) if t.i < token.i)
    if base == "call" and len(objects) == 1 and objects[0].dep_ == "dobj" and not with_it and not named:
        return []  # merely called up
    last = max(c.right_edge.i for c in (*objects, *with_it))
    reasons = [c for c in token.children if c.left_edge.lower_ == "because" and c.left_edge.i == last + 1]
    first = min((c.left_edge for c in objects), key=lambda t: t.i)
    span = Span(first.idx, max(span_of(c).end for c in (*objects, *with_it, *reasons)))
    return [] if first.tag_ == "PRP" and span == word_span(first) else [before_setting(span, text)]


def _goes_with(part: Any, base: str) -> bool:
    """Does a part of a sentence say more of what was said ("of fraud", "as a shame", "by name")?"""
    if part.dep_ == "advcl":
        return base in load_cues().calling and part.left_edge.lower_ == "as"
    by_name = part.lower_ == "by" and part.right_edge.lower_ == "name"
    blamed = part.lower_ == "on" and base == "blame"
    return part.dep_ == "prep" and (part.lower_ in _WITH or by_name or blamed)


def before_setting(span: Span, text: str, behind: int = 0) -> Span:
    """A stretch as far as when or where it was said; ``behind`` is a place before which all of it was said."""
    m = _when().search(text, max(span.start, behind), span.end)
    return Span(span.start, m.start()) if m else span


def _relative(token: Any, content: Sequence[Span]) -> list[Span]:
    """The word that stands for what a cue gives a name to ("the plan, which she called a shame")."""
    if token.dep_ != "relcl" or not content:
        return []
    named = [t for t in subtree(token) if t.lower_ in ("which", "who", "whom") and t.i < token.i]
    return [word_span(t) for t in named[:1] if t.dep_ not in ("nsubj", "nsubjpass")]


def _about(token: Any, base: str) -> list[Span]:
    """What a cue names as said, after its preposition ("called for")."""
    if base == "call" and child(token, "dobj") is not None:  # "called her on Monday"
        return []
    wanted = load_cues().about.get(base, ())
    for c in token.children:
        opens = c.left_edge
        if opens.dep_ == "mark" and opens.lower_ == "for" and opens.i > token.i and "for" in wanted and has_to(c):
            return [Span(opens.nbor(1).idx, span_of(c).end)]  # "called for the dam to be closed"
    for c in token.children:
        if c.dep_ in ("prep", "prt") and c.i > token.i and c.lower_ in wanted and c.right_edge.i > c.i:
            content = after_preposition(c, to_do=base == "call")
            like = c.right_edge.nbor(1) if c.right_edge.i + 1 < len(c.doc) else c
            if like.lower_ == "as" and like.head.i == token.i:  # "pointed to the council as the obstacle"
                content = Span(content.start, span_of(like).end)
            return [] if c.nbor(1).tag_ == "PRP" and content == word_span(c.nbor(1)) else [content]
    return []


def after_preposition(preposition: Any, *, to_do: bool) -> Span:
    """What stands after a preposition, and what it is to do ("for the mayor to resign")."""
    last = preposition.right_edge
    to = [t for t in last.doc[last.i + 1 : last.i + 3] if t.lower_ != "not"][:1]
    if to_do and to and to[0].tag_ == "TO":
        last = max(last, to[0].head.right_edge, key=lambda t: t.i)
    first = preposition.nbor(1)
    return Span(first.idx, max(first.idx, last.idx + len(last)))
