"""What a cue says was said, in a parsed sentence: a clause, a deed, an object, a short answer, the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kit.annotate.quotes.cues import load_cues, word_set
from kit.annotate.quotes.parse.tree import FINITE, has_to, is_condition, is_finite, span_of, states, word_span
from kit.annotation import Span

__all__ = ["NAMING", "after_preposition", "before_setting", "content_of"]

NAMING = frozenset(["call", "describe", "label", "brand", "dub"])
_WHEN = re.compile(
    r"\s(?:during|by (?:saying|noting)|on (?:the )?condition|at times|before|after|when|while|"
    r"(?:on |last |this |earlier )(?:\w+day|week|month|year|spring|summer|fall|winter)|"
    r"(?:in|at|on) (?:an?|the|his|her|their) (?:[\w-]+ )?"
    r"(?:tweet|interview|speech|statement|rally|debate|news conference|press conference|email|letter|post|forum|blog|"
    r"book))\b"
)
_SHOWN = frozenset(["find", "point", "put", "show"])  # "as polls show, it works"; "as she put it"
_ASKED = frozenset(["ask", "urge", "order", "instruct", "advise", "beg"])
_WITH = frozenset(["of", "for", "as", "about", "against", "from"])
_UNNAMED = frozenset(["named", "identified", "quoted"])  # "asked not to be named" is how they spoke, not what they said
_NOT_PART = word_set("when as after before during in while at on after with from by for to")
_NOT_GAP = word_set(
    """in on at during to that of from via through with by for as after before
    when while monday tuesday wednesday thursday friday saturday sunday today yesterday later also last this again
    then earlier and or if whether how why what who which"""
)


def content_of(token: Any, base: str, text: str, *, thought: bool, has_speaker: bool) -> tuple[list[Span], str]:
    """What a verb of saying reports, and by which rule; ``base`` is its base form."""
    cues = load_cues()
    weak = base in cues.weak
    deed = _deed(token, base)
    if (content := _clause(token, base, weak, text)) and not (deed and content[-1].end < token.idx):
        return content, "thought" if thought else "clause"
    if (not weak or token.dep_ == "parataxis" or base in _SHOWN) and (content := _main_clause(token)):
        return content, "content, X said"
    if not weak and (content := _behind_that(token)):
        return content, "thought" if thought else "clause"
    if content := deed or (_short_answer(token) if base in ("say", "explain") else []):
        return content, "thought" if thought else "clause"
    if has_speaker and not thought:
        content = (_object(token, base, text) if base in cues.objects else []) or _about(token, base)
        return [*_relative(token, content), *content], "object"
    return [], ""


def _clause(token: Any, base: str, weak: bool, text: str) -> list[Span]:
    """The clause that a verb takes; of a relative one ("which, she said, works") also the word that opens it."""
    infinitive = base in load_cues().infinitive
    if base == "show" and token.dep_ != "xcomp" and not any(c.dep_ == "nsubj" for c in token.children):
        return []  # "met to show how the dam works" tells of a deed
    clauses = [
        c
        for c in token.children
        if (c.dep_ == "ccomp" or (base == "ask" and _is_question(c)))
        and not is_condition(c)
        and (c.i > token.i or not (weak or ";" in text[span_of(c).end : token.idx]))
        and (infinitive or is_finite(c))
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
    return [*opening, *_provided(token), _with_tail(token, whole)]


def _behind_that(cue: Any) -> list[Span]:
    """A clause whose "that" a parser takes for a preposition ("noting that at one point she had lost")."""
    that = cue.nbor(1) if cue.i + 1 < len(cue.doc) else cue
    if that.lower_ != "that" or that.dep_ != "prep" or not any(t.tag_ in FINITE for t in that.subtree):
        return []
    return [span_of(that)]


def _provided(cue: Any) -> list[Span]:
    """The condition before a cue that belongs to what is said ("If it rains, she said, it will hold")."""
    return [
        span_of(c)
        for c in cue.children
        if c.dep_ == "advcl" and c.i < cue.i and c.left_edge.lower_ in ("if", "unless") and c.left_edge.dep_ == "mark"
    ]


def _is_question(clause: Any) -> bool:
    """ "asked her if it works": parsers take it for a condition."""
    opens = clause.left_edge
    return bool(clause.dep_ == "advcl" and opens.dep_ == "mark" and opens.lower_ in ("if", "whether"))


def _around(clause: Any, cue: Any) -> list[Span]:
    """The words under a clause; where the cue stands inside them ("which, he said, works"), those on both sides."""
    left, right = clause.left_edge, clause.right_edge
    if not left.i < cue.i < right.i:
        return [span_of(clause)]
    own = {clause.i, *(t.i for t in clause.subtree)}
    before = [t for t in clause.doc[left.i : cue.i] if t.i in own]
    after = [t for t in clause.doc[cue.i + 1 : right.i + 1] if t.i in own]
    return [Span(part[0].idx, part[-1].idx + len(part[-1])) for part in (before, after) if part]


def _with_tail(cue: Any, content: Span) -> Span:
    """A clause with what follows "and" in the mood of report ("said it worked, and would go on working")."""
    for c in cue.children:
        moods = [a for a in c.children if a.dep_ == "aux" and a.lower_ in ("would", "could", "might", "should")]
        if c.dep_ == "conj" and moods and c.idx > content.end and not any(a.dep_ == "nsubj" for a in c.children):
            return Span(content.start, span_of(c).end)
    return content


def _close_gap(cue: Any, content: Span, text: str) -> Span:
    """A clause taken back to its cue, where the parser has cut off its beginning."""
    end = cue.idx + len(cue)
    gap = text[end : content.start].split()
    if not gap or gap[0].lower().strip(",") in _NOT_GAP or not gap[0][:1].isalnum() or gap[0].endswith("ly"):
        return content
    return Span(end + 1, content.end)


def _deed(token: Any, base: str) -> list[Span]:
    """What somebody is to do ("vowed to stay"), or a deed in -ing ("suggested waiting")."""
    cues = load_cues()
    deeds = [c for c in token.children if c.dep_ == "xcomp"]
    wanted = [c for c in deeds if base in cues.infinitive and has_to(c) and c.lower_ not in _UNNAMED]
    wanted = wanted or [c for c in deeds if base in cues.gerund and c.tag_ == "VBG"]
    spans = [s for c in wanted for s in _around(c, token)]
    who = next((c for c in token.children if c.dep_ == "dobj" and c.i > token.i), None) if base in _ASKED else None
    if spans and who is not None and who.idx < spans[0].start:  # "urged the mayor to stay"; but "told her to stay"
        spans[0] = Span(span_of(who).start, spans[0].end)
    return spans


def _short_answer(token: Any) -> list[Span]:
    """She said yes; he said no to the plan; they said the same of it, or as much; she did not say why."""
    for c in token.children:
        bare = c.tag_ == "WRB" and c.i + 1 < len(c.doc) and c.nbor(1).is_punct
        if (bare or c.lower_ in ("yes", "no", "so", "same", "much")) and c.i > token.i:
            ends = [span_of(t).end for t in (c, *token.children) if t is c or t.dep_ == "prep"]
            return [Span(span_of(c).start, max(ends))]
    return []


def _main_clause(token: Any) -> list[Span]:
    """The statement that an attribution stands beside ("It works, she said"; "As she noted, it works")."""
    head, own = token.head, span_of(token)
    whole = span_of(head)
    parts = [Span(whole.start, own.start), Span(own.end, whole.end)]
    if not _set_off(token) or token.tag_ == "VB":  # "(think of a dam)" asks the reader
        return []
    if token.dep_ == "advcl" and any(c.lower_ == "as" and c.i < token.i for c in token.children):
        told = [c for c in token.children if (c.dep_ in ("dobj", "xcomp") and c.lower_ != "it") or c.lower_ == "to"]
        kept = [p for p in parts if p.end - p.start > 6 and not told]  # more than "But"
        return kept[:1] if kept and _has_tense(token.doc, kept[0]) else kept
    if _stands_beside(token):
        return parts[:1]
    if token.dep_ not in ("parataxis", "ccomp") or head.i == token.i:
        return []
    kept = [p for p in parts if p.end - p.start > 3]
    if len(kept) == 2 or (kept and kept[0].start >= own.end):
        after: Any = next((t for t in token.doc if t.idx >= own.end and t.is_alpha), None)
        if after is not None and after.tag_ == "CC" and after.i + 1 < len(token.doc):
            after = after.nbor(1)  # "…, she said, and turned to her notes": a deed, no words
        if after is None or after.tag_ in ("VBG", "VBD") or after.lower_ in _NOT_PART:
            kept = [p for p in kept if p.start < own.end]
    return [p for p in kept if states(token.doc, p)]


def _has_tense(doc: Any, span: Span) -> bool:
    return any(t.tag_ in FINITE and span.start <= t.idx < span.end for t in doc)


def _stands_beside(token: Any) -> bool:
    """Is an attribution taken for a second main clause ("It works, a poll finds"), with a subject and no "and"?"""
    owns = token.tag_ in FINITE and any(c.dep_ == "nsubj" for c in token.children)
    return bool(owns and token.dep_ == "conj" and not any(c.dep_ == "cc" for c in token.head.children))


def _set_off(token: Any) -> bool:
    """Is an attribution set off from the statement beside it by a comma or a dash ("It works, she said")?"""
    first = token.left_edge
    if token.dep_ == "ccomp" and (first.i <= token.head.left_edge.i or any(c.dep_ == "mark" for c in token.children)):
        return False
    return bool(token.i < token.head.i or first.i == 0 or first.nbor(-1).is_punct or first.is_punct)


def _object(token: Any, base: str, text: str) -> list[Span]:
    """What a cue names as said, in few words ("denied the charge", "called it a shame"): its objects and what goes
    with them, but neither when nor where it was said."""
    objects = [c for c in token.children if c.dep_ in ("dobj", "oprd", "attr", "ccomp", "dative") and c.i > token.i]
    like = base in load_cues().like
    if not objects or (has_to(token) and base not in NAMING and not like):
        return []
    with_it = [c for c in token.children if c.i > token.i and _goes_with(c, base)]
    last = max(c.right_edge.i for c in (*objects, *with_it))
    reasons = [
        c for c in token.children if c.dep_ == "advcl" and c.left_edge.lower_ == "because" and c.left_edge.i == last + 1
    ]
    if (like or (base == "describe" and has_to(token))) and not any(c.lower_ == "as" for c in with_it):
        return []
    if base == "call" and (objects[0].lower_ == "attention" or objects[0].lower_.endswith(("self", "selves"))):
        return []  # "a man calling himself Roe"
    first = min((c.left_edge for c in objects), key=lambda t: t.i)
    span = Span(first.idx, max(span_of(c).end for c in (*objects, *with_it, *reasons)))
    if first.tag_ == "PRP" and span.end == first.idx + len(first):
        return []
    if base == "call" and len(objects) == 1 and objects[0].dep_ == "dobj" and not with_it and not _named(token):
        return []
    return [before_setting(span, text)]


def _goes_with(part: Any, base: str) -> bool:
    """Does a part of a sentence say more of what was said ("of fraud", "as a shame", "by name")?"""
    if part.dep_ == "advcl":
        return base in NAMING and part.left_edge.lower_ == "as"
    if part.dep_ != "prep":
        return False
    by_name = part.lower_ == "by" and part.right_edge.lower_ == "name"
    return part.lower_ in _WITH or by_name or (base == "blame" and part.lower_ == "on")


def before_setting(span: Span, text: str, behind: int = 0) -> Span:
    """A stretch as far as when or where it was said; ``behind`` is a place before which all of it was said."""
    m = _WHEN.search(text, max(span.start, behind), span.end)
    return Span(span.start, m.start()) if m else span


def _relative(token: Any, content: Sequence[Span]) -> list[Span]:
    """The word that stands for what a cue gives a name to ("the plan, which she called a shame")."""
    if token.dep_ != "relcl" or not content:
        return []
    named = [t for t in token.subtree if t.lower_ in ("which", "who", "whom") and t.i < token.i]
    return [word_span(t) for t in named[:1] if t.dep_ not in ("nsubj", "nsubjpass")]


def _named(token: Any) -> bool:
    """Is something called by a name, and not merely called up ("what they call the core")?"""
    return token.dep_ == "relcl" or any(t.tag_ in ("WP", "WDT") for t in token.subtree if t.i < token.i)


def _about(token: Any, base: str) -> list[Span]:
    """What a cue names as said, after its preposition ("called for")."""
    if base == "call" and any(c.dep_ == "dobj" for c in token.children):  # "called her on Monday"
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
            return [content] if c.nbor(1).tag_ != "PRP" or content.end > c.nbor(1).idx + len(c.nbor(1)) else []
    return []


def after_preposition(preposition: Any, *, to_do: bool) -> Span:
    """What stands after a preposition, and what it is to do ("for the mayor to resign")."""
    last = preposition.right_edge
    to = last.doc[last.i + 1 : last.i + 3]
    if to_do and len(to) == 2 and "TO" in (to[0].tag_, to[1].tag_ if to[0].lower_ == "not" else ""):
        last = max(last, to[0].head.right_edge, key=lambda t: t.i)
    first = preposition.nbor(1)
    return Span(first.idx, max(first.idx, last.idx + len(last)))
