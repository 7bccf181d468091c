"""Small questions to a parsed sentence: who does it, what belongs to it, does it state anything."""

from __future__ import annotations

from typing import Any

from kit.annotate.quotes.cues import load_cues
from kit.annotation import Span

__all__ = [
    "FINITE",
    "agent",
    "has_to",
    "is_condition",
    "is_expletive",
    "is_finite",
    "phrase",
    "span_of",
    "states",
    "subject",
    "word_span",
]

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])


def is_expletive(speaker: Any, token: Any) -> bool:
    """ "It deserves mentioning that …": no one speaks."""
    if speaker is None or speaker.lower_ not in ("it", "there", "this", "that", "what"):
        return False
    auxiliaries = {"has", "have", "had", "did", "does"}
    tense = token.tag_ in ("VBD", "VBZ", "VBP") or not auxiliaries.isdisjoint(c.lower_ for c in token.children)
    if speaker.lower_ == "it" and token.tag_ == "VBG" and token.dep_ == "advcl":
        tense = True  # "it faults the mayor, saying …"
    return not tense or (speaker.lower_ != "it" and speaker.dep_ != "nsubj")


def is_condition(clause: Any) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("unless", "because") for c in clause.children)


def is_finite(clause: Any) -> bool:
    """Is there a verb in a tense in a clause? "found it easy" has none. A past tense may be taken for a participle."""
    unsure = clause.tag_ == "VBN" and clause.i < clause.head.i and any(c.dep_ == "nsubj" for c in clause.children)
    opens = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    return unsure or opens or any(t.tag_ in FINITE for t in clause.subtree)


def has_to(clause: Any) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def states(doc: Any, span: Span) -> bool:
    """Is a stretch a statement, with a verb of its own, and no mere setting ("In May", "As it happens")?"""
    tokens = [t for t in doc if span.start <= t.idx < span.end and not t.is_punct]
    if not tokens or tokens[0].lower_ in ("as", "when", "while", "after", "before", "asked", "speaking"):
        return False
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens) or span.start > 3


def subject(token: Any) -> Any:
    """Who does what a verb says: its own subject, or that of the verb it hangs on."""
    at, steps = token, 0
    while steps < 6:
        own = [c for c in at.children if c.dep_ in ("nsubj", "nsubjpass")]
        if own:
            return _author(own[-1] if at is token else own[0], at)
        if at.dep_ in ("acl", "relcl") and (at is token or not has_to(at)):
            return _author(at.head, at)
        told = next((c for c in at.head.children if c.dep_ == "dobj" and c.i < at.i), None) if has_to(at) else None
        if at.dep_ == "xcomp" and told is not None:  # "led the mayor to say"
            return told
        if has_to(at) and (who := _for_whom(at)) is not None:
            return who
        if at.dep_ == "acl":  # "made an attempt to answer, saying"
            at, steps = at.head.head, steps + 1
            continue
        if at.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "dep", "aux", "acomp") and at.head.i != at.i:
            at, steps = at.head, steps + 1
            continue
        break
    if token.tag_ == "VBG":
        root: Any = next((t for t in token.doc if t.dep_ == "ROOT"), None)
        return next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None) if root is not None else None
    return None


def _for_whom(verb: Any) -> Any:
    """Who is to do something ("common for farmers to say"), where a parser hangs both on the word before."""
    for c in verb.head.children:
        if c.lower_ == "for" and c.dep_ == "prep" and c.right_edge.i == verb.left_edge.i - 1:
            return next((o for o in c.children if o.dep_ == "pobj"), None)
    return None


def _author(named: Any, verb: Any) -> Any:
    """Who stands behind what is named as speaking: "issued a statement saying", "ran a piece that noted"."""
    if named.lower_ in ("that", "which") and verb.dep_ == "relcl":
        named = verb.head
    if named.dep_ == "dobj" and named.lower_ in load_cues().sources and named.head.pos_ == "VERB":
        return next((c for c in named.head.children if c.dep_ == "nsubj"), named)
    return named


def agent(token: Any) -> Any:
    for c in token.children:
        if c.dep_ == "agent":
            return next((o for o in c.children if o.dep_ == "pobj"), None)
    return None


def phrase(head: Any) -> Span:
    """A noun and what belongs to it, without clauses that only add."""
    tokens = [head]
    stack = [head]
    while stack:
        for c in stack.pop().children:
            if c.dep_ in ("relcl", "acl", "advcl", "punct", "ccomp", "parataxis") or c.dep_ == "appos":
                continue
            tokens.append(c)
            stack.append(c)
    tokens.sort(key=lambda t: t.i)
    first, last = tokens[0], tokens[-1]
    return Span(first.idx, last.idx + len(last))


def span_of(token: Any) -> Span:
    """A word with all that depends on it."""
    last = token.right_edge
    return Span(token.left_edge.idx, last.idx + len(last))


def word_span(token: Any) -> Span:
    return Span(token.idx, token.idx + len(token))
